/* days_file - typical days as the text of a horizon, which a park includes */
#include "cli/days_file.h"

#include "cli/report/report.h"
#include "models/base/date.h"
#include "models/base/text.h"

#include <math.h>
#include <string.h>

/* When the horizon starts, in hours of date.h; NAN: it does not say. */
static double start_of(const Park *park)
{
    return park->start != NULL ? date_hours(park->start) : (double)NAN;
}

double days_from(const Days *days, size_t day)
{
    const Park *park = days->park;
    const Period *period = &park->period[day * days->steps];
    return (double)period->row * period->hours;
}

const char *days_name(const Days *days, size_t day, char buffer[DAY_LONGEST])
{
    const Park *park = days->park;
    const double start = start_of(park) + (double)(day * days->steps) * park->period[0].hours;
    char date[DATE_LONGEST];
    if (isnan(start))
        snprintf(buffer, DAY_LONGEST, "%s %zu", days->one, day + 1);
    else
        snprintf(buffer, DAY_LONGEST, "%s %zu (%s)", days->one, day + 1, date_text(start, date));
    return buffer;
}

static void write_loss(const Days *days, FILE *out)
{
    const size_t count = days->park->followeds;
    const SeriesLoss *worst = &days->loss[0];
    double sum = 0;
    size_t peaks = 0;
    for (const SeriesLoss *loss = days->loss; loss < days->loss + count; loss++) {
        sum += loss->difference;
        peaks += loss->typical_highest == loss->highest;
        worst = loss->difference > worst->difference ? loss : worst;
    }
    fprintf(
        out,
        "# Their duration curves differ by %.2g %% of the range of a series on average, by %.2g %% at most (",
        100 * sum / (double)count, 100 * worst->difference);
    report_put(worst->series->name, out);
    fprintf(out, ").\n# Peaks kept: %zu of %zu.\n", peaks, count);
}

static void write_head(const Days *days, FILE *out)
{
    size_t extremes = 0;
    for (size_t i = 0; i < days->count; i++)
        extremes += days->typical[i].extreme != NULL;
    fprintf(out, "# Typical %s: %zu of %zu, %zu of them as extremes, by %zu series; from `coplant days`.\n",
            days->many, days->count, days->days, extremes, days->park->followeds);
    if (days->left_out > 0)
        fprintf(out, "# Left out, and made up for by the weights: %zu steps behind the last whole %s.\n",
                days->left_out, days->one);
    write_loss(days, out);
}

static void write_day(const Days *days, const TypicalDay *day, FILE *out)
{
    char name[DAY_LONGEST], from[32], weight[32];
    fprintf(out, "    - {name: %s, from: %s h, steps: %zu, weight: %s}", days_name(days, day->day, name),
            text_shortest(days_from(days, day->day), from), days->steps,
            text_shortest((double)day->stands_for * days->weight, weight));
    if (day->extreme != NULL) {
        fprintf(out, "  # %s mean of ", day->highest ? "highest" : "lowest");
        report_put(day->extreme->name, out);
    }
    fputc('\n', out);
}

/* Every day of the horizon by the typical one that stands for it, in lines that are not too long. */
static void write_sequence(const Days *days, FILE *out)
{
    enum { LINE = 120 };
    char name[DAY_LONGEST];
    int length = fprintf(out, "  sequence: [");
    for (size_t d = 0; d < days->days; d++) {
        const char *next = days_name(days, days->typical[days->stands[d]].day, name);
        const bool full = length + (int)strlen(next) + 3 > LINE;
        const int put = fprintf(out, "%s%s", d == 0 ? "" : full ? ",\n    " : ", ", next);
        length = full ? put - 2 : length + put;
    }
    fprintf(out, "]\n");
}

void days_write(const Days *days, FILE *out)
{
    const Park *park = days->park;
    const double start = start_of(park);
    char step[32], hours[32], date[DATE_LONGEST];
    write_head(days, out);
    fprintf(out, "horizon:\n");
    if (!isnan(start))
        fprintf(out, "  start: %s\n", date_text(start, date));
    fprintf(out, "  step: %s h\n  hours: %s h\n  typical:\n", text_shortest(park->period[0].hours, step),
            text_shortest(park->hours, hours));
    for (size_t i = 0; i < days->count; i++)
        write_day(days, &days->typical[i], out);
    write_sequence(days, out);
}
