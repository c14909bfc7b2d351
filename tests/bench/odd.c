/* odd - what it costs the interior point method that a program is not the same in every period
 *
 *     odd PARK [SECONDS]
 *
 * One row for the program of a park of hours as it is, and one for each way of not fitting:
 *
 *     odd period          in the middle period neighbouring processes share a crew: rows that no other period has
 *     investment, one     the capacity of one process is chosen, by a column in a row of every period
 *     investment, all     so is that of every process that would gain by it
 *     contract by month   what each buyer takes of power in 730 hours (or the horizon, if it is shorter) is limited
 *     all of these
 *     nothing known       the same program as the first, with no word on periods: any program
 *
 * `method` is the way that it was solved, seconds are those of the solve call (the quickest of five while they are below 2), `of fitted` is
 * their ratio to those of the first row. Each change bites: crews do 1 % less than they did in the first row, contracts allow 1 % less, and investments
 * cost half of what they would bring. A solve that takes longer than SECONDS (300 when not given) is stopped. */
#include "models/compile.h"
#include "solver/deadline.h"
#include "solver/solve.h"
#include "tests/bench/loaded.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const double month = 730; /* hours */
static const double less = 0.99;

/* The program as it was compiled, with its optimum. */
typedef struct Fitted {
    const Park *park;
    const Program *program;
    const Lp *lp;
    LpResult result;
    double seconds; /* that it took */
} Fitted;

static int add_row(Lp *lp, int template_new, double upper, int period)
{
    const int row = lp_add_row(lp, -INFINITY, upper);
    lp->row_stamp[row] = (LpStamp){ template_new, period };
    return row;
}

/* ---- an odd period ---- */

/* The next process from `item` on that may run in period t: its activity; -1: none. */
static int next_activity(const Fitted *fitted, size_t *item, int t)
{
    while (*item < fitted->park->items) {
        const int column = program_find(fitted->program, (Tag){ COLUMN_ACTIVITY, (int)(*item)++, -1, t });
        if (column >= 0 && fitted->lp->column_upper[column] > 0)
            return column;
    }
    return -1;
}

/* load[a] + load[b] <= most, each a share of its capacity. */
static void add_odd_period(const Fitted *fitted, Lp *lp)
{
    const int t = (int)fitted->park->periods / 2;
    const double *capacity = fitted->lp->column_upper, *x = fitted->result.x;
    int template_next = lp_templates(lp);
    size_t item = 0;
    for (;;) {
        const int a = next_activity(fitted, &item, t), b = next_activity(fitted, &item, t);
        if (b < 0)
            return;
        const double most = less * (x[a] / capacity[a] + x[b] / capacity[b]);
        const int row = add_row(lp, template_next++, most, t);
        lp_add_entry(lp, row, a, 1 / capacity[a]);
        lp_add_entry(lp, row, b, 1 / capacity[b]);
    }
}

/* ---- investments ---- */

typedef struct Capacity {
    double most;  /* that the process can do in any period */
    double worth; /* what one more unit of it would bring over the horizon; 0: nothing, or it has no limit */
} Capacity;

static Capacity capacity_of(const Fitted *fitted, size_t item)
{
    Capacity capacity = { 0 };
    double sum = 0;
    for (size_t t = 0; t < fitted->park->periods; t++) {
        const int column = program_find(fitted->program, (Tag){ COLUMN_ACTIVITY, (int)item, -1, (int)t });
        if (column < 0)
            return (Capacity){ 0 };
        sum += fmax(-fitted->result.column_dual[column], 0) * fitted->lp->column_upper[column];
        capacity.most = fmax(capacity.most, fitted->lp->column_upper[column]);
    }
    if (capacity.most > 0 && isfinite(capacity.most))
        capacity.worth = sum / capacity.most;
    return capacity;
}

/* activity[t] - available[t] added <= capacity[t] in place of activity[t] <= capacity[t]; at most doubled. */
static void add_investment(const Fitted *fitted, Lp *lp, size_t item)
{
    const Capacity whole = capacity_of(fitted, item);
    const int added = lp_add_column(lp, 0, whole.most, whole.worth / 2);
    const int template_new = lp_templates(lp);
    for (size_t t = 0; t < fitted->park->periods; t++) {
        const int column = program_find(fitted->program, (Tag){ COLUMN_ACTIVITY, (int)item, -1, (int)t });
        const double capacity = fitted->lp->column_upper[column];
        const int row = add_row(lp, template_new, capacity, (int)t);
        lp_add_entry(lp, row, column, 1);
        lp_add_entry(lp, row, added, -capacity / whole.most);
        lp->column_upper[column] = INFINITY;
    }
}

/* Of the process that would gain most. */
static void add_investment_one(const Fitted *fitted, Lp *lp)
{
    size_t best = 0;
    double gain = 0;
    for (size_t item = 0; item < fitted->park->items; item++) {
        const Capacity capacity = capacity_of(fitted, item);
        if (capacity.worth * capacity.most <= gain)
            continue;
        best = item;
        gain = capacity.worth * capacity.most;
    }
    if (gain > 0)
        add_investment(fitted, lp, best);
}

static void add_investment_all(const Fitted *fitted, Lp *lp)
{
    for (size_t item = 0; item < fitted->park->items; item++)
        if (capacity_of(fitted, item).worth > 0)
            add_investment(fitted, lp, item);
}

/* ---- contracts ---- */

/* The mean of what is bought in periods first .. end - 1 is limited; a buyer's contracts are of one template. */
static void add_contract(const Fitted *fitted, Lp *lp, Tag bought, int template_new, int first, int end)
{
    double sum = 0;
    const int row = add_row(lp, template_new, 0, first);
    for (bought.period = first; bought.period < end; bought.period++) {
        const int column = program_find(fitted->program, bought);
        if (column < 0)
            continue;
        sum += fitted->result.x[column];
        lp_add_entry(lp, row, column, 1.0 / (end - first));
    }
    lp->row_upper[row] = less * sum / (end - first);
}

static void add_contracts(const Fitted *fitted, Lp *lp)
{
    const Park *park = fitted->park;
    int template_next = lp_templates(lp);
    const int power = table_find(&park->resource_table, "power");
    const int length = (int)(month / park->period[0].hours), periods = (int)park->periods;
    for (size_t item = 0; item < park->items; item++) {
        const Tag bought = { COLUMN_BUY, (int)item, power, 0 };
        if (program_find(fitted->program, bought) < 0)
            continue;
        for (int first = 0; first < periods; first += length)
            add_contract(fitted, lp, bought, template_next, first,
                         first + length < periods ? first + length : periods);
        template_next++;
    }
}

/* ---- all of it, or nothing known ---- */

static void add_all(const Fitted *fitted, Lp *lp)
{
    add_odd_period(fitted, lp);
    add_investment_all(fitted, lp);
    add_contracts(fitted, lp);
}

static void forget_periods(const Fitted *fitted, Lp *lp)
{
    for (size_t i = 0; i < fitted->lp->rows; i++)
        lp->row_stamp[i] = (LpStamp){ -1, -1 };
    for (size_t j = 0; j < fitted->lp->columns; j++)
        lp->column_stamp[j] = (LpStamp){ -1, -1 };
}

typedef struct Way {
    const char *name;
    void (*change)(const Fitted *fitted, Lp *lp);
} Way;

static const Way ways[] = {
    { "odd period", add_odd_period },
    { "investment, one", add_investment_one },
    { "investment, all", add_investment_all },
    { "contract by month", add_contracts },
    { "all of these", add_all },
    { "nothing known", forget_periods },
};

/* Returns the quickest of TIMES, in seconds; once is enough of what takes long. */
static double solve(const Lp *lp, double patience, LpResult *result)
{
    enum { TIMES = 5 };
    static const double is_long = 2; /* seconds */
    double quickest = INFINITY;
    for (int turn = 0; turn < TIMES; turn++) {
        lp_solve(lp, &(LpOptions){ .backend = "interior", .deadline = deadline_after(patience) }, result);
        quickest = fmin(quickest, result->solving);
        if (turn + 1 == TIMES || quickest > is_long || result->status != LP_OPTIMAL)
            break;
        lp_result_release(result);
    }
    return quickest;
}

static void print_row(const char *name, const Lp *lp, const LpResult *result, double seconds, double fitted)
{
    printf("| %s | %zu | %zu | %zu | %s | %s | %d | %.3f | %.2f | %.10g |\n", name, lp->rows, lp->columns,
           lp->entries, result->method,
           result->status == LP_OPTIMAL ? "proved" : lp_status_name(result->status), result->iterations,
           seconds, seconds / fitted, result->objective);
    fflush(stdout);
}

static void measure(const Fitted *fitted, const Way *way, double patience)
{
    Lp lp;
    LpResult result;
    lp_copy(&lp, fitted->lp);
    way->change(fitted, &lp);
    const double seconds = solve(&lp, patience, &result);
    print_row(way->name, &lp, &result, seconds, fitted->seconds);
    lp_result_release(&result);
    lp_release(&lp);
}

int main(int argc, char **argv)
{
    const double patience = argc > 2 ? strtod(argv[2], NULL) : 300;
    if (argc < 2 || !(patience > 0)) {
        fprintf(stderr, "usage: odd PARK [SECONDS]\n");
        return 1;
    }
    Park *park = load_park(argv[1]);
    if (park == NULL)
        return 1;
    Program *program = program_compile(park, NULL);
    Fitted fitted = { .park = park, .program = program, .lp = &program->lp };
    fitted.seconds = solve(fitted.lp, patience, &fitted.result);
    printf(
        "| program | rows | columns | entries | method | answer | steps | seconds | of fitted | objective |\n"
        "|---|---:|---:|---:|---|---|---:|---:|---:|---:|\n");
    print_row("as it is", fitted.lp, &fitted.result, fitted.seconds, fitted.seconds);
    for (size_t k = 0; k < sizeof ways / sizeof ways[0] && fitted.result.status == LP_OPTIMAL; k++)
        measure(&fitted, &ways[k], patience);
    const int status = fitted.result.status == LP_OPTIMAL ? 0 : 1;
    lp_result_release(&fitted.result);
    program_free(program);
    park_free(park);
    return status;
}
