/* path - files that a park names: below the folder of its own file, and nowhere else */
#ifndef COPLANT_PATH_H
#define COPLANT_PATH_H

#include "models/read/tree.h"

const char *path_folder(Arena *arena, const char *path); /* "parks/" of "parks/bay.yaml", "" of "bay.yaml" */
const char *path_real(Arena *arena, const char *path);   /* without links and dots; NULL: there is none */

/* The path of the file that `name` names from the folder of its own file; NULL after an error: no text, not there, or not below the
 * real path `tree`, which ends with a slash. `what` stand there: "includes". */
const char *path_below(Arena *arena, Diag *diag, const char *tree, const Node *name, const char *what);

#endif
