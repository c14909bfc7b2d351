/* chart - a row of figures as a line of a terminal: ▁▂▃▅▇█▆▄ */
#include "cli/report/chart.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { LEVELS = 8, BLOCK_LONGEST = 3 };

static const char *const blocks_of[] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
static const char *const signs_of[] = { "_", ".", ":", "-", "=", "+", "*", "#" };

/* The mean of the figures of a cell; NAN: it has none. */
static double mean(const double *value, size_t begin, size_t end)
{
    double sum = 0;
    size_t count = 0;
    for (size_t i = begin; i < end; i++)
        if (!isnan(value[i])) {
            sum += value[i];
            count++;
        }
    return count > 0 ? sum / (double)count : (double)NAN;
}

static const char *sign_of(double value, double low, double high, bool blocks)
{
    if (isnan(value))
        return " ";
    const double part = high > low ? (value - low) / (high - low) : 0;
    const int level = (int)fmin(LEVELS - 1, fmax(0, floor(part * LEVELS)));
    return (blocks ? blocks_of : signs_of)[level];
}

const char *chart_line(Arena *arena, const double *value, size_t count, double low, double high, size_t width,
                       bool blocks)
{
    const size_t cells = count < width ? count : width;
    char *line = arena_take(arena, cells * BLOCK_LONGEST + 1), *end = line;
    for (size_t k = 0; k < cells; k++) {
        const char *sign = sign_of(mean(value, k * count / cells, (k + 1) * count / cells), low, high,
                                   blocks);
        while (*sign != '\0')
            *end++ = *sign++;
    }
    return line;
}

bool chart_has_blocks(void)
{
    static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *locale = getenv(names[i]);
        if (locale == NULL || locale[0] == '\0')
            continue;
        const char *charset = strchr(locale, '.');
        return charset != NULL
               && (strncasecmp(charset + 1, "UTF-8", 5) == 0 || strncasecmp(charset + 1, "utf8", 4) == 0);
    }
    return false;
}
