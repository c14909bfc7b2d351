/* schema - JSON Schemas (draft-07) of what people write, from the field tables, for editors */
#ifndef COPLANT_SCHEMA_H
#define COPLANT_SCHEMA_H

#include <jansson.h>

/* "park", "model" or "resources": the kinds of file. NULL for any other. The caller owns it. */
json_t *schema_of(const char *kind);

#endif
