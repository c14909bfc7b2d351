/* export_mps - a program as free MPS, every number to the last bit
 *
 *     ROWS     N cost, then each row: E lower = upper, G lower only, L upper (and lower: by RANGES), N neither
 *     RANGES   upper - lower of a row with two limits
 *     BOUNDS   MPS takes 0 <= x for granted, so all else is said
 *
 * "FREE" behind the name tells cbc the format, which it guesses wrong where the first bound has no value. */
#include "solver/export_mps.h"

#include <math.h>
#include <stdlib.h>

typedef struct Writer {
    FILE *stream;
    const char *const *row_name, *const *column_name;
} Writer;

/* Shortest form that reads back. */
static void write_number(const Writer *writer, double value)
{
    char text[32];
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, value);
        if (strtod(text, NULL) == value)
            break;
    }
    fprintf(writer->stream, " %s", text);
}

static void write_row(const Writer *writer, size_t i)
{
    if (writer->row_name != NULL)
        fprintf(writer->stream, " %s", writer->row_name[i]);
    else
        fprintf(writer->stream, " r%zu", i + 1);
}

static void write_column(const Writer *writer, size_t j)
{
    if (writer->column_name != NULL)
        fprintf(writer->stream, " %s", writer->column_name[j]);
    else
        fprintf(writer->stream, " c%zu", j + 1);
}

static void write_rows(const Writer *writer, const Lp *lp)
{
    fputs("ROWS\n N cost\n", writer->stream);
    for (size_t i = 0; i < lp->rows; i++) {
        double lower = lp->row_lower[i], upper = lp->row_upper[i];
        char type = lower >= upper ? 'E' : isfinite(upper) ? 'L' : isfinite(lower) ? 'G' : 'N';
        fprintf(writer->stream, " %c", type);
        write_row(writer, i);
        fputc('\n', writer->stream);
    }
}

/* A column without entries is known by its cost, be it 0. */
static void write_columns(const Writer *writer, const Lp *lp, const LpMatrix *matrix)
{
    fputs("COLUMNS\n", writer->stream);
    for (size_t j = 0; j < lp->columns; j++) {
        if (lp->cost[j] != 0 || matrix->start[j] == matrix->start[j + 1]) {
            write_column(writer, j);
            fputs(" cost", writer->stream);
            write_number(writer, lp->cost[j]);
            fputc('\n', writer->stream);
        }
        for (size_t k = matrix->start[j]; k < matrix->start[j + 1]; k++) {
            write_column(writer, j);
            write_row(writer, (size_t)matrix->row[k]);
            write_number(writer, matrix->value[k]);
            fputc('\n', writer->stream);
        }
    }
}

static void write_right_hand_sides(const Writer *writer, const Lp *lp)
{
    fputs("RHS\n", writer->stream);
    for (size_t i = 0; i < lp->rows; i++) {
        double side = isfinite(lp->row_upper[i]) ? lp->row_upper[i] : lp->row_lower[i];
        if (isinf(side) || side == 0)
            continue;
        fputs(" RHS", writer->stream);
        write_row(writer, i);
        write_number(writer, side);
        fputc('\n', writer->stream);
    }
}

static void write_ranges(const Writer *writer, const Lp *lp)
{
    fputs("RANGES\n", writer->stream);
    for (size_t i = 0; i < lp->rows; i++) {
        double range = lp->row_upper[i] - lp->row_lower[i];
        if (isinf(range) || range <= 0)
            continue;
        fputs(" RANGE", writer->stream);
        write_row(writer, i);
        write_number(writer, range);
        fputc('\n', writer->stream);
    }
}

static void write_bound(const Writer *writer, const char *type, size_t j, const double *value)
{
    fprintf(writer->stream, " %s BOUND", type);
    write_column(writer, j);
    if (value != NULL)
        write_number(writer, *value);
    fputc('\n', writer->stream);
}

static void write_bounds(const Writer *writer, const Lp *lp)
{
    fputs("BOUNDS\n", writer->stream);
    for (size_t j = 0; j < lp->columns; j++) {
        const double *lower = &lp->column_lower[j], *upper = &lp->column_upper[j];
        if (*lower >= *upper) {
            write_bound(writer, "FX", j, lower);
        } else if (isinf(*lower) && isinf(*upper)) {
            write_bound(writer, "FR", j, NULL);
        } else {
            if (isinf(*lower))
                write_bound(writer, "MI", j, NULL);
            else if (*lower != 0)
                write_bound(writer, "LO", j, lower);
            if (isfinite(*upper))
                write_bound(writer, "UP", j, upper);
        }
    }
}

void mps_write(FILE *stream, const Lp *lp, const LpMatrix *matrix, const char *name,
               const char *const *row_name, const char *const *column_name)
{
    Writer writer = { stream, row_name, column_name };
    fprintf(stream, "NAME %s FREE\n", name);
    write_rows(&writer, lp);
    write_columns(&writer, lp, matrix);
    write_right_hand_sides(&writer, lp);
    write_ranges(&writer, lp);
    write_bounds(&writer, lp);
    fputs("ENDATA\n", stream);
}
