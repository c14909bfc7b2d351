/* symbolic - how A diag(weight) A' of one period is put together and eliminated, the same in every period */
#include "solver/interior/symbolic.h"

#include "solver/memory.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* An entry of a period's matrix by its local row; `shared` is NULL for a slack, whose entry is -1. */
typedef struct LocalEntry {
    int row, column;
    const SharedEntry *shared;
} LocalEntry;

typedef struct Making {
    Symbolic *symbolic;
    const Pattern *pattern;
    int slots;
    size_t rows;       /* inner + outer */
    LocalEntry *local; /* by column */
    int locals;
    size_t words;
    uint64_t *edge;            /* [rows x words] a bit for each row with which there is an entry, with fill */
    uint64_t *left, *inner;    /* [words] rows that are not eliminated yet; inner rows */
    int *at;                   /* [rows] position in the order; outer ones keep their place */
    int *place;                /* [rows x rows] place of an entry by positions, row >= column; -1: none */
    long *score;               /* [inner] -1: to be found anew */
    uint64_t *beside, *beyond; /* [words] neighbours of one row, and theirs */
} Making;

/* ---- the entries of a period ---- */

/* -1: not in the matrix of this period by itself. */
static int local_row(const Making *making, const SharedEntry *entry)
{
    const Pattern *pattern = making->pattern;
    const int inner = pattern->inner, linking = pattern->linking, tied = 2 * linking - pattern->alike;
    if (entry->row < inner)
        return entry->row;
    if (entry->row >= inner + linking + making->slots)
        return -1;
    if (entry->row >= inner + linking)
        return inner + tied + entry->row - inner - linking;
    const int c = entry->row - inner;
    if (entry->shift == 0)
        return inner + c;
    return c < pattern->alike ? -1 : inner + linking + c - pattern->alike;
}

static int by_column(const void *a, const void *b)
{
    const LocalEntry *one = a, *other = b;
    return one->column != other->column ? (one->column > other->column) - (one->column < other->column)
                                        : (one->row > other->row) - (one->row < other->row);
}

static void list_entries(Making *making)
{
    const Pattern *pattern = making->pattern;
    making->local = memory_take((size_t)(pattern->entries + pattern->inner), sizeof *making->local);
    for (int e = 0; e < pattern->entries; e++) {
        const SharedEntry *entry = &pattern->entry[e];
        const int row = local_row(making, entry);
        if (row >= 0)
            making->local[making->locals++] =
                (LocalEntry){ .row = row, .column = entry->column, .shared = entry };
    }
    for (int i = 0; i < pattern->inner; i++)
        if (pattern->slack[i] >= 0)
            making->local[making->locals++] = (LocalEntry){ .row = i, .column = pattern->slack[i] };
    if (making->locals > 0)
        qsort(making->local, (size_t)making->locals, sizeof *making->local, by_column);
}

/* The entries of the column that entry `first` begins: first .. returned - 1. */
static int end_of_column(const Making *making, int first)
{
    int end = first;
    while (end < making->locals && making->local[end].column == making->local[first].column)
        end++;
    return end;
}

static uint64_t *edges(const Making *making, int row)
{
    return making->edge + (size_t)row * making->words;
}

static void set_bit(uint64_t *bits, int n)
{
    bits[n / 64] |= (uint64_t)1 << (n % 64);
}

static bool has_bit(const uint64_t *bits, int n)
{
    return (bits[n / 64] >> (n % 64) & 1) > 0;
}

static void draw_edges(Making *making)
{
    const Pattern *pattern = making->pattern;
    making->edge = memory_take(making->rows * making->words, sizeof *making->edge);
    for (int first = 0; first < making->locals; first = end_of_column(making, first))
        for (int a = first, end = end_of_column(making, first); a < end; a++)
            for (int b = first; b < end; b++)
                set_bit(edges(making, making->local[a].row), making->local[b].row);
    for (int e = 0; e < pattern->directs; e++) {
        const int row = pattern->direct[e].row,
                  slot = making->symbolic->inner + making->symbolic->tied + pattern->direct[e].column;
        if (row < pattern->inner) {
            set_bit(edges(making, row), slot);
            set_bit(edges(making, slot), row);
        }
    }
}

/* ---- order: always the row that fills least, among those the one with the fewest neighbours ---- */

/* Bits of a word, from the lowest on: for (int n; next_bit(&word, &n);) */
static bool next_bit(uint64_t *word, int *n)
{
    if (*word == 0)
        return false;
    *n = __builtin_ctzll(*word);
    *word &= *word - 1;
    return true;
}

static int bits_in(uint64_t word)
{
    static const uint64_t pairs = 0x5555555555555555, fours = 0x3333333333333333, bytes = 0x0f0f0f0f0f0f0f0f,
                          sum = 0x0101010101010101;
    word -= word >> 1 & pairs;
    word = (word & fours) + (word >> 2 & fours);
    return (int)(((word + (word >> 4)) & bytes) * sum >> 56);
}

/* Rows that are left and have an entry with one; returns how many there are. */
static int neighbours(const Making *making, int row, uint64_t *beside)
{
    int count = 0;
    for (size_t w = 0; w < making->words; w++)
        beside[w] = edges(making, row)[w] & making->left[w];
    beside[row / 64] &= ~((uint64_t)1 << (row % 64));
    for (size_t w = 0; w < making->words; w++)
        count += bits_in(beside[w]);
    return count;
}

/* Entries that a neighbour lacks with the others. Between outer rows they cost nothing: what is left of those is dense. */
static long lacking(const Making *making, int row)
{
    const bool is_inner = row < making->symbolic->inner;
    long count = 0;
    for (size_t w = 0; w < making->words; w++) {
        const uint64_t lacks = making->beside[w] & ~edges(making, row)[w];
        count += bits_in(is_inner ? lacks : lacks & making->inner[w]);
    }
    return count;
}

static long fill_of(const Making *making, int row)
{
    const int count = neighbours(making, row, making->beside);
    long fill = 0; /* each is seen from both of its rows */
    for (size_t w = 0; w < making->words; w++) {
        uint64_t word = making->beside[w];
        for (int n; next_bit(&word, &n);)
            fill += lacking(making, (int)w * 64 + n);
    }
    return fill / 2 * (long)making->rows + count;
}

static int cheapest(const Making *making)
{
    int best = -1;
    for (int i = 0; i < making->symbolic->inner; i++) {
        if (making->at[i] >= 0)
            continue;
        if (making->score[i] < 0)
            making->score[i] = fill_of(making, i);
        if (best < 0 || making->score[i] < making->score[best])
            best = i;
    }
    assert(best >= 0);
    return best;
}

static void eliminate(Making *making, int row, int k)
{
    making->at[row] = k;
    making->symbolic->order[k] = row;
    making->left[row / 64] &= ~((uint64_t)1 << (row % 64));
    const int count = neighbours(making, row, making->beside);
    making->symbolic->work += (double)count * (count + 1) / 2;
    memcpy(making->beyond, making->beside, making->words * sizeof *making->beyond);
    for (size_t w = 0; w < making->words; w++) {
        uint64_t word = making->beside[w];
        for (int n; next_bit(&word, &n);) {
            uint64_t *of = edges(making, (int)w * 64 + n);
            for (size_t v = 0; v < making->words; v++) {
                of[v] |= making->beside[v];
                making->beyond[v] |= of[v];
            }
        }
    }
    for (size_t w = 0; w < making->words; w++) {
        uint64_t word = making->beyond[w] & making->inner[w];
        for (int n; next_bit(&word, &n);)
            making->score[w * 64 + (size_t)n] = -1;
    }
}

static void find_order(Making *making)
{
    const int inner = making->symbolic->inner;
    making->symbolic->order = memory_take((size_t)inner, sizeof(int));
    making->at = memory_take(making->rows, sizeof *making->at);
    making->beside = memory_take(making->words, sizeof *making->beside);
    making->beyond = memory_take(making->words, sizeof *making->beyond);
    making->left = memory_take(making->words, sizeof *making->left);
    making->inner = memory_take(making->words, sizeof *making->inner);
    making->score = memory_take((size_t)inner, sizeof *making->score);
    for (int q = 0; q < (int)making->rows; q++) {
        making->at[q] = -1;
        set_bit(making->left, q);
    }
    for (int i = 0; i < inner; i++) {
        making->score[i] = -1;
        set_bit(making->inner, i);
    }
    for (int k = 0; k < inner; k++)
        eliminate(making, cheapest(making), k);
    for (int q = inner; q < (int)making->rows; q++)
        making->at[q] = q;
}

/* ---- the factor: where each entry stands, and what is subtracted where ---- */

static int *place_at(const Making *making, int row, int column)
{
    return &making->place[(size_t)row * making->rows + (size_t)column];
}

static void find_places(Making *making)
{
    Symbolic *symbolic = making->symbolic;
    const int inner = symbolic->inner, outer = symbolic->outer;
    making->place = memory_take(making->rows * making->rows, sizeof *making->place);
    symbolic->start = memory_take((size_t)inner + 1, sizeof(int));
    symbolic->pivot = memory_take((size_t)inner, sizeof(int));
    size_t below = 0;
    for (int k = 0; k < inner; k++)
        for (int q = 0; q < (int)making->rows; q++)
            below += making->at[q] > k && has_bit(edges(making, symbolic->order[k]), q);
    symbolic->row = memory_take(below, sizeof(int));
    int *row_at = memory_take(making->rows, sizeof *row_at); /* by position */
    for (int q = 0; q < (int)making->rows; q++)
        row_at[making->at[q]] = q;
    int n = 0;
    for (int k = 0; k < inner; k++) {
        symbolic->start[k] = n;
        symbolic->pivot[k] = n + k;
        *place_at(making, k, k) = n + k;
        for (int p = k + 1; p < (int)making->rows; p++)
            if (has_bit(edges(making, symbolic->order[k]), row_at[p])) {
                *place_at(making, p, k) = n + k + 1;
                symbolic->row[n++] = p;
            }
    }
    symbolic->start[inner] = n;
    symbolic->entries = n + inner;
    symbolic->places = symbolic->entries + outer * (outer + 1) / 2;
    for (int c = 0; c < outer; c++)
        for (int r = c; r < outer; r++)
            *place_at(making, inner + r, inner + c) = symbolic->entries + outer_place(outer, r, c);
    free(row_at);
}

static void find_targets(Making *making)
{
    Symbolic *symbolic = making->symbolic;
    symbolic->target = memory_take((size_t)symbolic->work, sizeof(int));
    size_t n = 0;
    for (int k = 0; k < symbolic->inner; k++)
        for (int a = symbolic->start[k]; a < symbolic->start[k + 1]; a++)
            for (int b = a; b < symbolic->start[k + 1]; b++)
                symbolic->target[n++] = *place_at(making, symbolic->row[b], symbolic->row[a]);
}

/* ---- how it is put together ---- */

static int target_of(const Making *making, int row, int other)
{
    const int p = making->at[row], q = making->at[other];
    return p > q ? *place_at(making, p, q) : *place_at(making, q, p);
}

static bool varies(const LocalEntry *entry)
{
    return entry->shared != NULL && entry->shared->values != NULL;
}

static double value_of(const LocalEntry *entry, int t)
{
    if (entry->shared == NULL)
        return -1;
    return entry->shared->values != NULL ? entry->shared->values[t] : entry->shared->value;
}

static double *products(const Pattern *pattern, const LocalEntry *a, const LocalEntry *b)
{
    double *product = memory_take_line((size_t)pattern->batches * LANES);
    for (int t = 0; t < pattern->batches * LANES; t++)
        product[t] = value_of(a, t) * value_of(b, t);
    return product;
}

/* Calls `put` for each pair of entries of a column, once for each place. */
static void each_pair(Making *making, void (*put)(Making *making, const LocalEntry *a, const LocalEntry *b))
{
    for (int first = 0; first < making->locals; first = end_of_column(making, first))
        for (int a = first, end = end_of_column(making, first); a < end; a++)
            for (int b = first; b <= a; b++)
                put(making, &making->local[a], &making->local[b]);
}

static void count_term(Making *making, const LocalEntry *a, const LocalEntry *b)
{
    if (varies(a) || varies(b))
        making->symbolic->varyings++;
    else
        making->symbolic->term_start[target_of(making, a->row, b->row) + 1]++;
}

/* term_start[place] runs ahead to where the next one begins; it is set back afterwards. */
static void put_term(Making *making, const LocalEntry *a, const LocalEntry *b)
{
    Symbolic *symbolic = making->symbolic;
    const int target = target_of(making, a->row, b->row);
    if (varies(a) || varies(b))
        symbolic->varying[symbolic->varyings++] = (VaryingTerm){
            .target = target, .column = a->column, .products = products(making->pattern, a, b)
        };
    else
        symbolic->term[symbolic->term_start[target]++] = (Term){ .column = a->column,
                                                                 .product = value_of(a, 0) * value_of(b, 0) };
}

static void find_terms(Making *making)
{
    Symbolic *symbolic = making->symbolic;
    symbolic->term_start = memory_take((size_t)symbolic->places + 1, sizeof(int));
    each_pair(making, count_term);
    for (int p = 0; p < symbolic->places; p++)
        symbolic->term_start[p + 1] += symbolic->term_start[p];
    symbolic->term = memory_take((size_t)symbolic->term_start[symbolic->places], sizeof *symbolic->term);
    symbolic->varying = memory_take((size_t)symbolic->varyings, sizeof *symbolic->varying);
    symbolic->varyings = 0;
    each_pair(making, put_term);
    for (int p = symbolic->places; p > 0; p--)
        symbolic->term_start[p] = symbolic->term_start[p - 1];
    symbolic->term_start[0] = 0;
}

static void find_direct(Making *making)
{
    Symbolic *symbolic = making->symbolic;
    const Pattern *pattern = making->pattern;
    symbolic->direct = memory_take((size_t)pattern->directs, sizeof *symbolic->direct);
    for (int e = 0; e < pattern->directs; e++) {
        const SharedEntry *entry = &pattern->direct[e];
        if (entry->row < pattern->inner)
            symbolic->direct[symbolic->directs++] = (DirectTerm){
                .target = target_of(making, entry->row, symbolic->inner + symbolic->tied + entry->column),
                .values = entry->values,
            };
    }
}

void symbolic_init(Symbolic *symbolic, const Pattern *pattern, int slots)
{
    const int tied = 2 * pattern->linking - pattern->alike;
    *symbolic =
        (Symbolic){ .inner = pattern->inner, .own = pattern->linking, .tied = tied, .outer = tied + slots };
    Making making = {
        .symbolic = symbolic,
        .pattern = pattern,
        .slots = slots,
        .rows = (size_t)(symbolic->inner + symbolic->outer),
    };
    making.words = (making.rows + 63) / 64;
    list_entries(&making);
    draw_edges(&making);
    find_order(&making);
    find_places(&making);
    find_targets(&making);
    find_terms(&making);
    find_direct(&making);
    free(making.local);
    free(making.edge);
    free(making.left);
    free(making.inner);
    free(making.at);
    free(making.place);
    free(making.beyond);
    free(making.score);
    free(making.beside);
}

void symbolic_release(Symbolic *symbolic)
{
    for (int n = 0; n < symbolic->varyings; n++)
        free(symbolic->varying[n].products);
    free(symbolic->order);
    free(symbolic->start);
    free(symbolic->row);
    free(symbolic->pivot);
    free(symbolic->target);
    free(symbolic->term_start);
    free(symbolic->term);
    free(symbolic->varying);
    free(symbolic->direct);
    *symbolic = (Symbolic){ 0 };
}
