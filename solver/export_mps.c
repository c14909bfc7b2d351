/* export_mps - a program as free MPS, every number to the last bit
 *
 *     ROWS     N cost, then each row: E lower = upper, G lower only, L upper (and lower: by RANGES), N neither
 *     RANGES   upper - lower of a row with two limits
 *     BOUNDS   MPS takes 0 <= x for granted, so all else is said
 *
 * "FREE" behind the name tells cbc the format, which it guesses wrong where the first bound has no value. */
#include "solver/export_mps.h"

#include "solver/memory.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* What a number looked like: periods repeat most of them, and finding the shortest form takes a microsecond. */
typedef struct Written {
    double value;
    char text[32]; /* "": none yet */
} Written;

enum { REMEMBERED = 1024 };

typedef struct Writer {
    FILE *stream;
    const char *const *row_name, *const *column_name;
    Written *written; /* [REMEMBERED] by a hash of the value */
} Writer;

static uint64_t bits_of(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static Written *place_of(const Writer *writer, double value)
{
    const uint64_t bits = bits_of(value);
    return &writer->written[bits * UINT64_C(0x9E3779B97F4A7C15) >> 54];
}

/* Shortest form that reads back. */
static void write_number(const Writer *writer, double value)
{
    Written *written = place_of(writer, value);
    const bool known = written->text[0] != '\0' && bits_of(written->value) == bits_of(value);
    for (int digits = 15; !known && digits <= 17; digits++) {
        snprintf(written->text, sizeof written->text, " %.*g", digits, value);
        written->value = value;
        if (strtod(written->text, NULL) == value)
            break;
    }
    fputs(written->text, writer->stream);
}

/* A name of the caller's, or letter and number counted from 1. */
static void write_name(const Writer *writer, const char *const *name, char letter, size_t index)
{
    if (name == NULL) {
        fprintf(writer->stream, " %c%zu", letter, index + 1);
        return;
    }
    putc(' ', writer->stream);
    fputs(name[index], writer->stream);
}

static void write_row(const Writer *writer, size_t i)
{
    write_name(writer, writer->row_name, 'r', i);
}

static void write_column(const Writer *writer, size_t j)
{
    write_name(writer, writer->column_name, 'c', j);
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
    Writer writer = { stream, row_name, column_name, memory_take(REMEMBERED, sizeof *writer.written) };
    fprintf(stream, "NAME %s FREE\n", name);
    write_rows(&writer, lp);
    write_columns(&writer, lp, matrix);
    write_right_hand_sides(&writer, lp);
    write_ranges(&writer, lp);
    write_bounds(&writer, lp);
    fputs("ENDATA\n", stream);
    free(writer.written);
}
