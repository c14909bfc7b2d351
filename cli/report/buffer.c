/* buffer - text on its way into a file */
#include "cli/report/buffer.h"

#include <errno.h>
#include <string.h>

void buffer_begin(Buffer *buffer, FILE *out)
{
    buffer->out = out;
    buffer->error = 0;
    buffer->used = 0;
}

static void write_out(Buffer *buffer, const char *text, size_t length)
{
    if (buffer->error == 0 && fwrite(text, 1, length, buffer->out) < length)
        buffer->error = errno;
}

static void flush(Buffer *buffer)
{
    write_out(buffer, buffer->text, buffer->used);
    buffer->used = 0;
}

void buffer_byte(Buffer *buffer, char byte)
{
    if (buffer->used == BUFFER_ROOM)
        flush(buffer);
    buffer->text[buffer->used++] = byte;
}

void buffer_bytes(Buffer *buffer, const char *text, size_t length)
{
    if (length > BUFFER_ROOM - buffer->used)
        flush(buffer);
    if (length > BUFFER_ROOM) {
        write_out(buffer, text, length);
        return;
    }
    memcpy(buffer->text + buffer->used, text, length);
    buffer->used += length;
}

void buffer_text(Buffer *buffer, const char *text)
{
    buffer_bytes(buffer, text, strlen(text));
}

void buffer_end(Buffer *buffer)
{
    flush(buffer);
    if (buffer->error != 0)
        errno = buffer->error;
}
