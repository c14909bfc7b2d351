/* include - a park file with the files that it includes, as one tree
 *
 * Included files are read first; the file that includes wins, key by key; lists are joined, and a horizon is replaced whole. A whole park may be included too. A file must be a
 * regular file below the folder of the park's own file, and may not include itself, however far round. */
#ifndef COPLANT_INCLUDE_H
#define COPLANT_INCLUDE_H

#include "models/read/tree.h"

/* NULL after errors were reported. */
const Node *include_read(Arena *arena, const char *path, Diag *diag);

#endif
