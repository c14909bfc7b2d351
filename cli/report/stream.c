/* stream - a table whose rows go into its file as they come and are not kept */
#include "cli/report/stream.h"

#include "cli/output.h"
#include "cli/report/csv.h"
#include "solver/memory.h"

#include <stdlib.h>

struct Stream {
    Output output;
    Buffer buffer;
};

Stream *stream_open(const ReportTable *table, const char *path)
{
    Stream *stream = memory_take(1, sizeof *stream);
    if (!output_open(&stream->output, path)) {
        free(stream);
        return NULL;
    }
    buffer_begin(&stream->buffer, stream->output.file);
    csv_head(&stream->buffer, table);
    return stream;
}

void stream_row(Stream *stream, const ReportTable *table, const ReportCell *cell)
{
    csv_row(&stream->buffer, table, cell);
}

void stream_settle(Stream *stream)
{
    if (stream->output.file == NULL)
        return;
    buffer_end(&stream->buffer);
    output_settle(&stream->output);
}

bool stream_finish(Stream *stream)
{
    stream_settle(stream);
    const bool whole = output_finish(&stream->output);
    free(stream);
    return whole;
}

void stream_drop(Stream *stream)
{
    if (stream == NULL)
        return;
    output_drop(&stream->output);
    free(stream);
}
