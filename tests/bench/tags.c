/* tags - what it costs to find a row or a column by its tag
 *
 *     tags [MOST]
 *
 * Programs of 1e4, 1e5, ... up to MOST (1e6) tags, as a park of hours makes them: subjects x resources x periods. One row
 * each: ns to add a tag, to find one that is there and one that is not, in an order that no cache foresees, and, beside it,
 * ns to read one entry of an array of as many entries in that order. The last is what memory costs; a lookup that is O(1)
 * grows as it does and no faster. */
#include "models/program.h"
#include "solver/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { LOOKUPS = 1000000, PERIODS = 100, RESOURCES = 10 };

static const Park nowhere = { .periods = PERIODS }; /* a program without a park: tags only */

static double now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return 1e9 * (double)at.tv_sec + (double)at.tv_nsec;
}

static Tag tag_of(size_t i)
{
    return (Tag){ i % 3 == 0 ? ROW_BALANCE : COLUMN_INGREDIENT, (int)(i / (PERIODS * RESOURCES)),
                  (int)(i / PERIODS % RESOURCES), (int)(i % PERIODS) };
}

/* Visits 0 to count - 1 as a multiplicative hash scatters them. */
static size_t scattered(size_t i, size_t count)
{
    return (size_t)((i * UINT64_C(0x9E3779B97F4A7C15)) >> 16) % count;
}

static double add_all(Program *program, size_t tags)
{
    double begin = now();
    for (size_t i = 0; i < tags; i++) {
        Tag tag = tag_of(i);
        if (tag.kind == ROW_BALANCE)
            program_row(program, tag, 0, 0);
        else
            program_column(program, tag, 0, INFINITY);
    }
    return (now() - begin) / (double)tags;
}

/* Those from `first` on are not there. */
static double find(const Program *program, size_t first, size_t tags, long *sum)
{
    double begin = now();
    for (size_t i = 0; i < LOOKUPS; i++)
        *sum += program_find(program, tag_of(first + scattered(i, tags)));
    return (now() - begin) / LOOKUPS;
}

static double read_array(size_t tags, long *sum)
{
    LpEntry *entry = memory_take(tags, sizeof *entry);
    for (size_t i = 0; i < tags; i++)
        entry[i].row = (int)i;
    double begin = now();
    for (size_t i = 0; i < LOOKUPS; i++)
        *sum += entry[scattered(i, tags)].row;
    double took = (now() - begin) / LOOKUPS;
    free(entry);
    return took;
}

int main(int argc, char **argv)
{
    double most = argc > 1 ? strtod(argv[1], NULL) : 1e6;
    long sum = 0;
    printf("| tags | add | found | not there | array |\n|---:|---:|---:|---:|---:|\n");
    for (size_t tags = 10000; (double)tags <= most; tags *= 10) {
        Program *program = program_create(&nowhere);
        double added = add_all(program, tags), found = find(program, 0, tags, &sum);
        double missed = find(program, tags, tags, &sum), read = read_array(tags, &sum);
        printf("| %zu | %.0f ns | %.0f ns | %.0f ns | %.0f ns |\n", tags, added, found, missed, read);
        program_free(program);
    }
    return sum == 0; /* so that no compiler leaves the lookups out */
}
