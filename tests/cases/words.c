/* words - a linear program in words: every row and column said by what its tag means
 *
 *     least kCNY/h
 *         - 0.5 sell(works, iron) + 0.1 buy(works, ore)
 *     balance(works, iron) t/h
 *         activity(works, furnace) - sell(works, iron) = 0
 *     limits
 *         0 <= activity(works, furnace) <= 9 t/h */
#include "tests/cases/words.h"

#include "models/formulation/carry.h"
#include "models/formulation/family.h"
#include "models/formulation/link.h"
#include "models/formulation/mix.h"
#include "models/formulation/requirement.h"
#include "models/formulation/target.h"
#include "models/formulation/zone.h"
#include "models/plant.h"
#include "solver/memory.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { LINE = 110 };

const char *words_tag(const Program *program, Tag tag, char buffer[WORDS_MOST])
{
    const Park *park = program->park;
    const Item *item = tag.kind == ROW_BALANCE ? NULL : park->item[tag.subject];
    const char *part[7] = { NULL };
    size_t parts = 0;
    const int facility = item != NULL ? item->facility : tag.subject;
    part[parts++] = facility >= 0 ? park->facility[facility].name : "park";
    if (item != NULL && item->family == &family_link)
        part[parts++] = park->facility[((const Link *)item)->to].name;
    /* From the process down to the item: a process, its mode, its mix, a requirement. */
    const Item *above[4];
    size_t owners = 0;
    for (const Item *owner = item != NULL ? item->owner : NULL; owner != NULL; owner = owner->owner)
        above[owners++] = owner;
    while (owners > 0)
        part[parts++] = family_owner_name(above[--owners]);
    if (item != NULL && (item->family->naming == NAMED_FREELY || item->owner != NULL))
        part[parts++] = item->name;
    int used = snprintf(buffer, WORDS_MOST, "%s(%s", tag_words(tag.kind)->name, part[0]);
    for (size_t i = 1; i < parts; i++)
        used += snprintf(buffer + used, (size_t)(WORDS_MOST - used), ", %s", part[i]);
    if (carry_tag(tag.kind))
        used += snprintf(buffer + used, (size_t)(WORDS_MOST - used), ", turn %d", tag.resource + 1);
    else if (tag.resource >= 0 && !zone_tag(tag.kind))
        used += snprintf(buffer + used, (size_t)(WORDS_MOST - used), ", %s",
                         park->resource[tag.resource].name);
    if (zone_tag(tag.kind))
        used += snprintf(buffer + used, (size_t)(WORDS_MOST - used), ", %s",
                         zone_level_name(park->arena, (const Zone *)item, tag));
    if (park->periods > 1 && tag.period >= 0)
        used += snprintf(buffer + used, (size_t)(WORDS_MOST - used), ", %d", tag.period + 1);
    snprintf(buffer + used, (size_t)(WORDS_MOST - used), ")");
    return buffer;
}

/* Of a ratio, what stands above the line. */
static const char *target_unit(const Park *park, const Target *target)
{
    const char *unit = target->measure->unit;
    return measure_is_share(target->measure) ? "t" : arena_copy(park->arena, unit, strcspn(unit, "/"));
}

const char *words_unit(const Program *program, Tag tag)
{
    const Park *park = program->park;
    switch (tag.kind) {
    case ROW_MODES:
    case ROW_RAMP:
    case COLUMN_ACTIVITY:
    case COLUMN_MODE:
    case COLUMN_PIECE: return plant_process(park->item[tag.subject])->basis;
    case ROW_MIX:
    case ROW_SHARE_MIN:
    case ROW_SHARE_MAX: return mix_measured_in((const Mix *)park->item[tag.subject]);
    case ROW_CAPACITY_FLOW:
    case COLUMN_CAPACITY_FLOW: return "(GJ/K)";
    case ROW_HEAT:
    case ROW_MATCH:
    case COLUMN_HEAT_DOWN:
    case COLUMN_EXCHANGE:
    case COLUMN_VENT:
    case COLUMN_LOOP: return "GJ";
    case ROW_QUALITY_MIN:
    case ROW_QUALITY_MAX: return ((const Requirement *)park->item[tag.subject])->weighed_in;
    case ROW_TARGET_MIN:
    case ROW_TARGET_MAX: return target_unit(park, (const Target *)park->item[tag.subject]);
    case ROW_STOCK:
    case ROW_STOCK_MOST:
    case ROW_STOCK_LEAST:
    case ROW_STOCK_MEAN:
    case ROW_LEVEL_MOST:
    case ROW_LEVEL_LEAST:
    case COLUMN_LEVEL:
    case COLUMN_START:
    case COLUMN_STOCK:
    case COLUMN_STOCK_MOST:
    case COLUMN_STOCK_LEAST:
        return arena_print(park->arena, "(%s*h)",
                           park->resource[((const Store *)park->item[tag.subject])->holds].counted);
    default: return park->resource[tag.resource].counted;
    }
}

const char *words_objective_unit(const Park *park)
{
    return park->objective <= OBJECTIVE_COST ? arena_print(park->arena, "k%s", park->currency) : "t";
}

/* A row or a column by its name. */
typedef struct Named {
    char *name;
    int index;
} Named;

static int by_name(const void *a, const void *b)
{
    return strcmp(((const Named *)a)->name, ((const Named *)b)->name);
}

typedef Tag TagOf(const Program *program, size_t index);

static Named *in_order(const Program *program, TagOf *tag_of, size_t count)
{
    Named *named = memory_take(count, sizeof *named);
    for (size_t i = 0; i < count; i++) {
        named[i] = (Named){ .name = memory_take(WORDS_MOST, 1), .index = (int)i };
        words_tag(program, tag_of(program, i), named[i].name);
    }
    qsort(named, count, sizeof *named, by_name);
    return named;
}

static void release(Named *named, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(named[i].name);
    free(named);
}

/* One sum, broken into lines before they grow too long. */
typedef struct Sum {
    FILE *out;
    int length;
} Sum;

static void add_term(Sum *sum, double factor, const char *name)
{
    if (factor == 0)
        return;
    char term[WORDS_MOST + 40], number[40] = "";
    if (fabs(factor) != 1)
        snprintf(number, sizeof number, "%.9g ", fabs(factor));
    int length = snprintf(term, sizeof term, "%s%s%s",
                          factor < 0        ? "- "
                          : sum->length > 0 ? "+ "
                                            : "",
                          number, name);
    bool breaks = sum->length > 0 && sum->length + length + 1 > LINE;
    fprintf(sum->out, "%s%s", sum->length == 0 ? "    " : breaks ? "\n        " : " ", term);
    sum->length = breaks ? 8 + length : sum->length + length + 1;
}

static void write_row(const Program *program, const LpMatrix *matrix, int row, const Named *column, FILE *out)
{
    Sum sum = { out, 0 };
    for (size_t i = 0; i < matrix->columns; i++) {
        size_t j = (size_t)column[i].index;
        for (size_t k = matrix->start[j]; k < matrix->start[j + 1]; k++)
            if (matrix->row[k] == row)
                add_term(&sum, matrix->value[k], column[i].name);
    }
    double lower = program->lp.row_lower[row], upper = program->lp.row_upper[row];
    if (lower == upper)
        fprintf(out, " = %.9g\n", lower);
    else if (isfinite(lower) && isfinite(upper))
        fprintf(out, " >= %.9g and <= %.9g\n", lower, upper);
    else
        fprintf(out, isinf(upper) ? " >= %.9g\n" : " <= %.9g\n", isinf(upper) ? lower : upper);
}

/* What a row or a column is counted in: of stores an amount, of all else an amount by hour. */
static const char *rated(const Program *program, Tag tag)
{
    const char *unit = words_unit(program, tag);
    const Item *item = tag.kind == ROW_BALANCE ? NULL : program->park->item[tag.subject];
    if (item != NULL && item->family == &family_store && unit[0] == '(')
        return program->park->resource[item->resource].counted;
    return arena_print(program->park->arena, "%s/h", unit);
}

static void write_limits(const Program *program, const Named *column, FILE *out)
{
    double lower = program->lp.column_lower[column->index], upper = program->lp.column_upper[column->index];
    if (isinf(lower)) /* of either sign */
        return;
    fprintf(out, "    %.9g <= %s", lower, column->name);
    if (isfinite(upper))
        fprintf(out, " <= %.9g", upper);
    const Tag tag = program_column_tag(program, (size_t)column->index);
    fprintf(out, " %s\n", rated(program, tag));
}

void words_program(const Program *program, FILE *out)
{
    const Lp *lp = &program->lp;
    LpMatrix matrix;
    lp_matrix_init(&matrix, lp);
    Named *row = in_order(program, program_row_tag, lp->rows);
    Named *column = in_order(program, program_column_tag, lp->columns);
    Sum sum = { out, 0 };
    fprintf(out, "least %s/h\n", words_objective_unit(program->park));
    for (size_t j = 0; j < lp->columns; j++)
        add_term(&sum, lp->cost[column[j].index], column[j].name);
    fprintf(out, "\n");
    for (size_t i = 0; i < lp->rows; i++) {
        fprintf(out, "%s %s\n", row[i].name, rated(program, program_row_tag(program, (size_t)row[i].index)));
        write_row(program, &matrix, row[i].index, column, out);
    }
    fprintf(out, "limits\n");
    for (size_t j = 0; j < lp->columns; j++)
        write_limits(program, &column[j], out);
    release(row, lp->rows);
    release(column, lp->columns);
    lp_matrix_release(&matrix);
}
