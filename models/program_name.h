/* program_name - a row or a column as exported files call it */
#ifndef COPLANT_PROGRAM_NAME_H
#define COPLANT_PROGRAM_NAME_H

#include "models/program.h"

/* The name of a row or column for an exported file: [A-Za-z0-9_.], at most 200 bytes, not yet made unique. */
void program_name(const Program *program, Tag tag, char *buffer, size_t size);

#endif
