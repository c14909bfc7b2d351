/* ahead - memory that a growing program will soon write, asked of the system by a second thread */
#include "solver/ahead.h"

#include "solver/memory.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>

enum {
    ARRAYS = 7,
    CHUNK = 1 << 18,     /* bytes that are asked for at a time: a tenth of a millisecond */
    DISTANCE = 2 * CHUNK /* from where an array is written to where it is asked for */
};

/* Below it a thread is not worth its while. */
static const size_t least_bytes = (size_t)1 << 25;

/* One array of a program; in bytes from where it begins. */
typedef struct AheadArray {
    char *items;
    size_t size; /* of an item */
    size_t end;  /* of what is expected */
    size_t next; /* from where on pages are asked for */
    const atomic_size_t *count;
} AheadArray;

struct Ahead {
    pthread_t thread;
    AheadArray array[ARRAYS];
    size_t rows_most, columns_most; /* that are expected */
    atomic_size_t rows, columns;    /* that are written */
    atomic_bool over;
};

/* Pages that are there already stay as they are. */
static bool put_pages(char *at)
{
#ifdef MADV_POPULATE_WRITE
    return madvise(at, CHUNK, MADV_POPULATE_WRITE) == 0;
#else
    (void)at;
    return false;
#endif
}

static bool is_due(AheadArray *array)
{
    const size_t written = atomic_load(array->count) * array->size;
    const size_t skew = (uintptr_t)array->items % CHUNK; /* chunks begin where pages do */
    const size_t chunk = ((skew + written) / CHUNK + 1) * CHUNK - skew;
    array->next = array->next > chunk ? array->next : chunk;
    return array->next + CHUNK <= array->end && array->next <= written + DISTANCE;
}

static void *go_ahead(void *subject)
{
    Ahead *ahead = subject;
    static const struct timespec pause = { .tv_nsec = 500000 };
    while (!atomic_load(&ahead->over)) {
        for (int k = 0; k < ARRAYS; k++)
            for (AheadArray *array = &ahead->array[k]; is_due(array); array->next += CHUNK)
                if (!put_pages(array->items + array->next))
                    return NULL;
        nanosleep(&pause, NULL);
    }
    return NULL;
}

static AheadArray array_of(void *items, size_t size, const atomic_size_t *count, size_t most)
{
    return (AheadArray){ .items = items, .size = size, .end = most * size, .count = count };
}

Ahead *ahead_begin(const Lp *lp, size_t times)
{
    const size_t rows = lp->rows * times, columns = lp->columns * times;
    if ((rows + columns) * 3 * sizeof(double) < least_bytes)
        return NULL;
    Ahead *ahead = memory_take(1, sizeof *ahead);
    const AheadArray array[ARRAYS] = {
        array_of(lp->row_lower, sizeof *lp->row_lower, &ahead->rows, rows),
        array_of(lp->row_upper, sizeof *lp->row_upper, &ahead->rows, rows),
        array_of(lp->row_stamp, sizeof *lp->row_stamp, &ahead->rows, rows),
        array_of(lp->column_lower, sizeof *lp->column_lower, &ahead->columns, columns),
        array_of(lp->column_upper, sizeof *lp->column_upper, &ahead->columns, columns),
        array_of(lp->cost, sizeof *lp->cost, &ahead->columns, columns),
        array_of(lp->column_stamp, sizeof *lp->column_stamp, &ahead->columns, columns),
    };
    for (int k = 0; k < ARRAYS; k++)
        ahead->array[k] = array[k];
    ahead->rows_most = rows;
    ahead->columns_most = columns;
    atomic_init(&ahead->rows, lp->rows);
    atomic_init(&ahead->columns, lp->columns);
    atomic_init(&ahead->over, false);
    if (pthread_create(&ahead->thread, NULL, go_ahead, ahead) == 0)
        return ahead;
    free(ahead);
    return NULL;
}

Ahead *ahead_reached(Ahead *ahead, const Lp *lp)
{
    if (ahead == NULL)
        return NULL;
    if (lp->rows > ahead->rows_most || lp->columns > ahead->columns_most) {
        ahead_end(ahead);
        return NULL;
    }
    atomic_store(&ahead->rows, lp->rows);
    atomic_store(&ahead->columns, lp->columns);
    return ahead;
}

void ahead_end(Ahead *ahead)
{
    if (ahead == NULL)
        return;
    atomic_store(&ahead->over, true);
    pthread_join(ahead->thread, NULL);
    free(ahead);
}
