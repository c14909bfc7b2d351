/* chart - a row of figures as a line of a terminal: ▁▂▃▅▇█▆▄ */
#ifndef COPLANT_REPORT_CHART_H
#define COPLANT_REPORT_CHART_H

#include "models/base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum { CHART_WIDTH = 72 };

/* Each cell is the mean of the figures that fall into it, in eighths from `low` to `high`; as many cells as figures, at most `width`. A cell
 * without figures (NAN) is blank. Signs of ASCII where `blocks` is false. */
const char *chart_line(Arena *arena, const double *value, size_t count, double low, double high, size_t width,
                       bool blocks);

/* Whether the locale of the environment says UTF-8, as a terminal has it. */
bool chart_has_blocks(void);

#endif
