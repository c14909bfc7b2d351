/* buffer - text on its way into a file */
#ifndef COPLANT_BUFFER_H
#define COPLANT_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { BUFFER_ROOM = 32 * 1024, BUFFER_KNOWN = 256 };

/* A text that stands in the file as it is. */
typedef struct BufferKnown {
    const char *text;
    size_t length;
} BufferKnown;

/* A year by hours has a hundred million cells: they are put together here, and not by a call of stdio each. */
typedef struct Buffer {
    FILE *out;
    int error; /* errno of the first of it that could not be written, 0: none; nothing is written after it */
    size_t used;
    char text[BUFFER_ROOM];
    BufferKnown known[BUFFER_KNOWN]; /* some that were there, by where they stand in memory */
} Buffer;

void buffer_begin(Buffer *buffer, FILE *out);

/* For those below: hands over what is here; and puts what there is no room for. */
void buffer_flush(Buffer *buffer);
void buffer_overflow(Buffer *buffer, const char *text, size_t length);

/* Here and not in buffer.c, since every cell asks for several of them. */
static inline void buffer_byte(Buffer *buffer, char byte)
{
    if (buffer->used == BUFFER_ROOM)
        buffer_flush(buffer);
    buffer->text[buffer->used++] = byte;
}

static inline void buffer_bytes(Buffer *buffer, const char *text, size_t length)
{
    if (length > BUFFER_ROOM - buffer->used) {
        buffer_overflow(buffer, text, length);
        return;
    }
    memcpy(buffer->text + buffer->used, text, length);
    buffer->used += length;
}

/* Room for so many bytes, less than BUFFER_ROOM, and how many of them were then written there. */
static inline char *buffer_room(Buffer *buffer, size_t bytes)
{
    if (bytes > BUFFER_ROOM - buffer->used)
        buffer_flush(buffer);
    return buffer->text + buffer->used;
}

static inline void buffer_wrote(Buffer *buffer, size_t bytes)
{
    buffer->used += bytes;
}

static inline void buffer_text(Buffer *buffer, const char *text)
{
    buffer_bytes(buffer, text, strlen(text));
}

static inline BufferKnown *buffer_known_at(Buffer *buffer, const char *text)
{
    return &buffer->known[((uintptr_t)text * 0x9E3779B97F4A7C15u >> 40) % BUFFER_KNOWN];
}

/* A report tells the same texts of every period. Where one stands in memory tells what it is, if it stays there until the file ends: it is looked at
 * once, learned if it may stand in the file as it is, and so put. False, and nothing put, where it is not known (any more). */
static inline bool buffer_known(Buffer *buffer, const char *text)
{
    const BufferKnown *known = buffer_known_at(buffer, text);
    if (known->text != text)
        return false;
    buffer_bytes(buffer, text, known->length);
    return true;
}

/* Puts it too. */
static inline void buffer_learn(Buffer *buffer, const char *text, size_t length)
{
    *buffer_known_at(buffer, text) = (BufferKnown){ text, length };
    buffer_bytes(buffer, text, length);
}

/* Hands over what is still here, and sets errno to that of the first error, if there was one. */
void buffer_end(Buffer *buffer);

#endif
