/* stream - a table whose rows go into its file as they come and are not kept, or that is written when all have come, see wide.h */
#include "cli/report/stream.h"

#include "cli/output.h"
#include "cli/report/csv.h"
#include "cli/report/wide.h"
#include "solver/memory.h"

#include <stdlib.h>

struct Stream {
    const ReportTable *table;
    Output output;
    bool is_settled;
    Buffer buffer;
};

Stream *stream_open(const ReportTable *table, const char *path)
{
    Stream *stream = memory_take(1, sizeof *stream);
    stream->table = table;
    if (!output_open(&stream->output, path)) {
        free(stream);
        return NULL;
    }
    buffer_begin(&stream->buffer, stream->output.file);
    if (table->wide == NULL)
        csv_head(&stream->buffer, table);
    return stream;
}

void stream_row(Stream *stream, const ReportCell *cell)
{
    csv_row(&stream->buffer, stream->table, cell);
}

void stream_settle(Stream *stream)
{
    if (stream->is_settled)
        return;
    stream->is_settled = true;
    if (stream->table->wide != NULL)
        wide_write(stream->table->wide, &stream->buffer);
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
