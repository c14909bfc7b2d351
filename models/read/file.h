/* file - a regular file as one text */
#ifndef COPLANT_FILE_H
#define COPLANT_FILE_H

#include "models/base/arena.h"
#include "models/base/diag.h"

#include <stddef.h>

enum { FILE_LARGEST = 32 * 1024 * 1024 }; /* bytes */

/* The whole file, `shown` being what messages call it, or NULL after an error was reported: it is missing, too large, or
 * no regular file (a FIFO is never waited for). The bytes are as they stand: see bytes.h. */
Source *file_read(Arena *arena, const char *path, const char *shown, Diag *diag);

#endif
