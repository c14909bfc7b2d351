/* bytes - what is wrong with a text before anyone asks what it says
 *
 * libyaml names these mistakes late, in the wrong place or not at all: encodings other than UTF-8, control
 * characters, tabs in indentation, and the full-width signs of a Chinese keyboard where YAML wants plain ones. */
#ifndef COPLANT_BYTES_H
#define COPLANT_BYTES_H

#include "models/base/diag.h"

#include <stdbool.h>

/* Valid UTF-8 without control characters; otherwise the encoding is guessed and named. */
bool bytes_check_encoding(const Source *source, Diag *diag);

/* Well-formed GB18030, of whose pairs most are common characters. */
bool bytes_look_like_gbk(const char *text, size_t size);

/* No tab in an indentation and no full-width sign outside comments, quotes and block texts. Signs that would only
 * matter to YAML or in a number, such as full-width brackets, are left alone inside other plain text: 焦炉（二期）.
 * The text is valid UTF-8. */
bool bytes_check_signs(const Source *source, Diag *diag);

#endif
