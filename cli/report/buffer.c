/* buffer - text on its way into a file */
#include "cli/report/buffer.h"

#include <errno.h>

void buffer_begin(Buffer *buffer, FILE *out)
{
    buffer->out = out;
    buffer->error = 0;
    buffer->used = 0;
    memset(buffer->known, 0, sizeof buffer->known);
}

static void write_out(Buffer *buffer, const char *text, size_t length)
{
    if (buffer->error == 0 && fwrite(text, 1, length, buffer->out) < length)
        buffer->error = errno;
}

void buffer_flush(Buffer *buffer)
{
    write_out(buffer, buffer->text, buffer->used);
    buffer->used = 0;
}

void buffer_overflow(Buffer *buffer, const char *text, size_t length)
{
    buffer_flush(buffer);
    if (length > BUFFER_ROOM)
        write_out(buffer, text, length);
    else
        buffer_bytes(buffer, text, length);
}

void buffer_end(Buffer *buffer)
{
    buffer_flush(buffer);
    if (buffer->error != 0)
        errno = buffer->error;
}
