/* buffer - text on its way into a file */
#ifndef COPLANT_BUFFER_H
#define COPLANT_BUFFER_H

#include <stddef.h>
#include <stdio.h>

enum { BUFFER_ROOM = 32 * 1024 };

/* A year by hours has a hundred million cells: they are put together here, and not by a call of stdio each. */
typedef struct Buffer {
    FILE *out;
    int error; /* errno of the first of it that could not be written, 0: none; nothing is written after it */
    size_t used;
    char text[BUFFER_ROOM];
} Buffer;

void buffer_begin(Buffer *buffer, FILE *out);

void buffer_byte(Buffer *buffer, char byte);
void buffer_bytes(Buffer *buffer, const char *text, size_t length);
void buffer_text(Buffer *buffer, const char *text);

/* Hands over what is still here, and sets errno to that of the first error, if there was one. */
void buffer_end(Buffer *buffer);

#endif
