/* diag - what is wrong with the input: collected, placed, sorted and said in one run
 *
 * Wording: no capital, no full stop, fault first, subject in 'quotes', then the value and the
 * range allowed with its unit, then the way out after a semicolon. */
#ifndef COPLANT_DIAG_H
#define COPLANT_DIAG_H

#include "models/base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { DIAG_MOST = 50 }; /* errors shown, and as many warnings; the rest are counted in a last line */

/* A text that places refer to. It and its arrays live in the arena of the reading, or longer. */
typedef struct Source {
    const char *path; /* as the user wrote it, or relative to where the user stands */
    const char *text; /* whole file, UTF-8, ends with a zero byte; NULL when it could not be read */
    size_t size;
} Source;

/* A place: line and column count from 1, in characters (code points), not bytes. Lines end with \n or \r\n. line 0: the
 * file as a whole; source NULL: no file at all ("error: ..."). */
typedef struct Span {
    const Source *source;
    int line, column, length;
} Span;

typedef enum DiagLevel { DIAG_ERROR, DIAG_WARNING, DIAG_NOTE } DiagLevel;

typedef struct Diag Diag;

Diag *diag_create(void);
void diag_free(Diag *diag);

/* All return false, so that they can end a reader. */
bool diag_error(Diag *diag, Span span, const char *format, ...) __attribute__((format(printf, 3, 4)));
bool diag_warning(Diag *diag, Span span, const char *format, ...) __attribute__((format(printf, 3, 4)));

bool diag_note(Diag *diag, Span span, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Takes the arena that places point into, so that they can still be shown when the park is gone. */
void diag_keep(Diag *diag, Arena *arena);

size_t diag_errors(const Diag *diag);
size_t diag_warnings(const Diag *diag);

/* All of it, sorted by file (in order of first mention), line and column, the same message at the same place once:
 *     bay.yaml:4:15: error: unknown resource 'steem'; did you mean 'steam'?
 *         4 |     from: steem
 *           |           ^~~~~
 * The caret stands under the character as a terminal shows it (wide characters take two cells; tabs are shown as one space;
 * control characters as '?'; a long line is cut around the caret). */
void diag_write(const Diag *diag, FILE *out);

#endif
