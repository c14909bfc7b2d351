/* pair - two threads, for work that comes in two halves */
#include "solver/pair.h"

#include "solver/memory.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

/* How often a thread looks before it sleeps. */
enum { LOOKS_FEW = 20000, LOOKS_MANY = 10 * LOOKS_FEW };

/* What one thread counts and the other waits for. */
typedef struct Count {
    atomic_uint value;
    int looks; /* of who waits for it, the next time */
} Count;

/* The second thread waits for `turn` to change. Passes take from some microseconds to some hundred milliseconds, and what is done between them by
 * one thread likewise; a thread that sleeps wakes after some fifty microseconds, so both look for a while before they sleep: a long one, until
 * that was in vain, since then the other one does not have a processor of its own. */
struct Pair {
    bool has_second;
    pthread_t second;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    Count turn, done; /* how often work was given out, and finished */
    atomic_bool over;
    void (*work)(void *subject, int half);
    void *subject;
};

static void wait_until(Pair *pair, Count *count, unsigned value)
{
    for (int i = 0; i < count->looks; i++)
        if (atomic_load_explicit(&count->value, memory_order_acquire) == value) {
            count->looks = count->looks < LOOKS_MANY / 2 ? 2 * count->looks : LOOKS_MANY;
            return;
        }
    count->looks = count->looks > 2 * LOOKS_FEW ? count->looks / 2 : LOOKS_FEW;
    pthread_mutex_lock(&pair->lock);
    while (atomic_load_explicit(&count->value, memory_order_acquire) != value)
        pthread_cond_wait(&pair->changed, &pair->lock);
    pthread_mutex_unlock(&pair->lock);
}

static void advance(Pair *pair, Count *count)
{
    pthread_mutex_lock(&pair->lock);
    atomic_fetch_add_explicit(&count->value, 1, memory_order_release);
    pthread_cond_signal(&pair->changed);
    pthread_mutex_unlock(&pair->lock);
}

static void count_begin(Count *count)
{
    atomic_init(&count->value, 0);
    count->looks = LOOKS_MANY;
}

static void *serve(void *subject)
{
    Pair *pair = subject;
    for (unsigned turn = 1;; turn++) {
        wait_until(pair, &pair->turn, turn);
        if (atomic_load(&pair->over))
            return NULL;
        pair->work(pair->subject, 1);
        advance(pair, &pair->done);
    }
}

Pair *pair_create(int threads)
{
    Pair *pair = memory_take(1, sizeof *pair);
    pthread_mutex_init(&pair->lock, NULL);
    pthread_cond_init(&pair->changed, NULL);
    count_begin(&pair->turn);
    count_begin(&pair->done);
    atomic_init(&pair->over, false);
    pair->has_second = threads > 1 && pthread_create(&pair->second, NULL, serve, pair) == 0;
    return pair;
}

void pair_free(Pair *pair)
{
    if (pair == NULL)
        return;
    if (pair->has_second) {
        atomic_store(&pair->over, true);
        advance(pair, &pair->turn);
        pthread_join(pair->second, NULL);
    }
    pthread_cond_destroy(&pair->changed);
    pthread_mutex_destroy(&pair->lock);
    free(pair);
}

void pair_do(Pair *pair, void (*work)(void *subject, int half), void *subject)
{
    if (!pair->has_second) {
        work(subject, 0);
        work(subject, 1);
        return;
    }
    pair->work = work;
    pair->subject = subject;
    const unsigned turn = atomic_load(&pair->turn.value) + 1;
    advance(pair, &pair->turn);
    work(subject, 0);
    wait_until(pair, &pair->done, turn);
}
