/* stream - a table whose rows go into its file as they come and are not kept */
#include "cli/report/stream.h"

#include "cli/output.h"
#include "cli/report/csv.h"
#include "solver/memory.h"

#include <errno.h>
#include <stdlib.h>

struct Stream {
    Output output;
    CsvFile file;
    int error; /* errno of the first row that could not be written, 0: none; told at the end */
};

Stream *stream_open(const ReportTable *table, const char *path)
{
    Stream *stream = memory_take(1, sizeof *stream);
    if (!output_open(&stream->output, path)) {
        free(stream);
        return NULL;
    }
    csv_file_begin(&stream->file, table, stream->output.file);
    return stream;
}

static void note_error(Stream *stream)
{
    if (stream->error == 0 && ferror(stream->output.file))
        stream->error = errno;
}

void stream_row(Stream *stream, const ReportTable *table, const ReportCell *cell)
{
    csv_file_row(&stream->file, table, cell);
    note_error(stream);
}

bool stream_finish(Stream *stream)
{
    csv_file_end(&stream->file);
    note_error(stream);
    errno = stream->error;
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
