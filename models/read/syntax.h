/* syntax - libyaml's complaints in a process engineer's words */
#ifndef COPLANT_SYNTAX_H
#define COPLANT_SYNTAX_H

#include "models/base/diag.h"

#include <stdbool.h>
#include <yaml.h>

/* Reports what the parser stumbled over, at the place where it can be mended. Returns false. */
bool syntax_error(const yaml_parser_t *parser, const Source *source, Diag *diag);

#endif
