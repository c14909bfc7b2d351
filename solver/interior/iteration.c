/* iteration - the interior point method itself */
#include "solver/interior/iteration.h"

#include "solver/deadline.h"
#include "solver/interior/purify.h"
#include "solver/interior/start.h"
#include "solver/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is asked of a point. */
static const double gap_asked = 1e-8, primal_asked = 1e-9, dual_asked = 1e-10;

/* How far a point is from optimal. */
typedef struct Standing {
    double cost, value;       /* primal and dual objective */
    double gap, primal, dual; /* relative */
    double merit;             /* the worst of them, against what is asked: 1 is good enough */
    double mu;                /* mean product */
    double products;
    double infeasible, unbounded; /* how far y and x are from rays that prove it: 0 is a proof */
} Standing;

typedef struct Iteration {
    Work *work;
    const LpOptions *options;
    Standing now, before;
    int count;
    Move move;      /* that came to this point */
    double best;    /* least merit */
    int left;       /* iterations since it was left; 0: it is this point */
    int since_best; /* iterations since it was much better than before */
    bool is_kept;   /* in best_x, best_y, which are NULL before it is ever done */
    double *best_x, *best_y;
    int polished; /* iterations since a point was good enough */
} Iteration;

/* ---- where it stands ---- */

/* INFINITY where there is no gain. */
static double per_gain(double what, double gain)
{
    return gain > 0 ? what / gain : INFINITY;
}

static Standing judge(const Work *work, const Measure *measure, const RowMeasure *of_rows)
{
    Standing now = {
        .cost = measure->cost,
        .value = measure->value + of_rows->value,
        .primal = of_rows->miss,
        .dual = measure->miss,
        .mu = measure->products / fmax(work->bounds, 1),
        .products = measure->products,
    };
    now.gap = fabs(now.cost - now.value) / (1 + fabs(now.cost));
    now.merit = fmax(now.gap / gap_asked, fmax(now.primal / primal_asked, now.dual / dual_asked));
    now.infeasible = per_gain(measure->ray_miss, now.value - work->constant);
    now.unbounded = per_gain(of_rows->sizes + measure->boxed, work->constant - measure->cost);
    return now;
}

static bool is_number(const Standing *now)
{
    return isfinite(now->cost) && isfinite(now->value) && isfinite(now->products) && isfinite(now->primal)
           && isfinite(now->dual);
}

/* ---- the step ---- */

static double length_of(double use)
{
    return use > 1 ? 1 / use : 1;
}

typedef struct Step {
    double primal, dual; /* how far it can be taken */
    Move correction;     /* the one that is still to be added to it */
    Aim aim;
} Step;

static double mean_after(const Work *work, const Standing *now, const Outlook *outlook, const Step *step)
{
    const double products = now->products + step->primal * outlook->primal + step->dual * outlook->dual
                            + step->primal * step->dual * outlook->both;
    return products / fmax(work->bounds, 1);
}

/* Towards mu = 0. What comes of that tells how far mu can really fall. */
static bool predict(Iteration *it, Step *step)
{
    Work *work = it->work;
    if (!work->system->kind->factor(work->system, work->columns.weight, work->right, work->dy))
        return false;
    const Outlook outlook = work_predict(work);
    if (!isfinite(outlook.both))
        return false;
    *step = (Step){ .primal = length_of(outlook.primal_use), .dual = length_of(outlook.dual_use) };
    const double falls = mean_after(work, &it->now, &outlook, step) / it->now.mu;
    const double share = fmin(fmax(falls * falls * falls, 1e-6), 1);
    step->aim = (Aim){ .product = it->now.mu > 0 ? share * it->now.mu : 0 };
    return true;
}

static Trials trials_from(double least, int count)
{
    Trials trials = { .count = count };
    for (int i = 0; i < count; i++)
        trials.weight[i] = least + (1 - least) * i / (count - 1);
    return trials;
}

/* The weight that allows the longest step. */
static int longest(const double *use, int count)
{
    int best = 0;
    for (int i = 1; i < count; i++)
        if (length_of(use[i]) >= length_of(use[best]) * (1 + 1e-9))
            best = i;
    return best;
}

/* Adds the weight of the correction to dy, and remembers that z and x are still to follow. */
static void take_correction(Iteration *it, Step *step, double primal_weight, double dual_weight)
{
    Work *work = it->work;
    work_add_rows(work, dual_weight, work->cy, work->dy);
    step->correction = (Move){
        .aim = step->aim,
        .primal_correction = primal_weight,
        .dual_correction = dual_weight,
    };
}

/* One correction; true when another may be worth it. */
static bool correct(Iteration *it, Step *step)
{
    static const double gain = 0.01;
    Work *work = it->work;
    const double short_step = work->system->short_step;
    const bool must_gain = step->aim.centres;
    if (must_gain)
        work_aim(work, &step->correction, &step->aim);
    else
        work_aim_at(work, step->aim.product);
    step->correction = (Move){ 0 };
    work->system->kind->solve(work->system, work->right, work->cy);
    Trials trials = trials_from(fmax(0.05, step->primal * step->dual), work->system->trials);
    work_correct(work, &step->aim, &trials);
    if (!isfinite(trials.sum))
        return false;
    const int p = longest(trials.primal_use, trials.count), d = longest(trials.dual_use, trials.count);
    const double primal = length_of(trials.primal_use[p]), dual = length_of(trials.dual_use[d]);
    if (must_gain && primal < step->primal + gain && dual < step->dual + gain)
        return false;
    const bool takes_primal = !must_gain || primal >= step->primal,
               takes_dual = !must_gain || dual >= step->dual;
    take_correction(it, step, takes_primal ? trials.weight[p] : 0, takes_dual ? trials.weight[d] : 0);
    step->primal = takes_primal ? primal : step->primal;
    step->dual = takes_dual ? dual : step->dual;
    return step->primal < short_step || step->dual < short_step;
}

/* Mehrotra's correction, then those that bring outliers back. */
static void correct_all(Iteration *it, Step *step)
{
    static const double further = 0.5;
    bool goes_on = correct(it, step);
    for (int k = 0; goes_on && k < it->work->system->correctors; k++) {
        step->aim = (Aim){
            .centres = true,
            .product = step->aim.product,
            .primal = fmin(1, step->primal + further),
            .dual = fmin(1, step->dual + further),
        };
        goes_on = correct(it, step);
    }
}

/* Short of the boundary. */
static Move move_of(const Step *step, double mu)
{
    const double share = fmin(fmax(0.995, 1 - mu), 0.9995);
    Move move = step->correction;
    move.primal = fmin(1, share * step->primal);
    move.dual = fmin(1, share * step->dual);
    return move;
}

/* ---- when to stop ---- */

/* The point before the last move. */
static void move_back(const Iteration *it, double *x, double *y)
{
    const Work *work = it->work;
    for (size_t j = 0; j < work->system->columns; j++)
        x[j] = work->columns.x[j] - it->move.primal * work->columns.dx[j];
    for (size_t i = 0; i < work->system->rows; i++)
        y[i] = work->y[i] - it->move.dual * work->dy[i];
}

/* The best point is one step back: it is kept before the next step is taken. Mostly there is none. */
static void keep(Iteration *it)
{
    static const double worth_keeping = 1e4;
    if (it->left != 1 || it->best > worth_keeping)
        return;
    if (it->best_x == NULL) {
        it->best_x = memory_take_line(it->work->system->columns);
        it->best_y = memory_take_line(it->work->system->rows);
    }
    move_back(it, it->best_x, it->best_y);
    it->is_kept = true;
}

static void restore(Iteration *it)
{
    Work *work = it->work;
    if (it->left == 0)
        return;
    if (!it->is_kept) {
        move_back(it, work->columns.x, work->y);
        return;
    }
    memcpy(work->columns.x, it->best_x, work->system->columns * sizeof *it->best_x);
    memcpy(work->y, it->best_y, work->system->rows * sizeof *it->best_y);
}

/* A point that is good enough is still far from the face of those that are optimal, onto which purify.h steps, as long as the
 * gap is. */
static bool is_done(Iteration *it)
{
    enum { POLISH = 6 };
    static const double near = 1e-2;
    return it->best <= 1 && (it->now.gap < near * gap_asked || it->polished++ >= POLISH);
}

static void note(Iteration *it)
{
    static const double progress = 0.9;
    it->since_best++;
    it->left++;
    if (!(it->now.merit < it->best))
        return;
    if (it->now.merit < progress * it->best)
        it->since_best = 0;
    it->best = it->now.merit;
    it->left = 0;
    it->is_kept = false;
}

static void say_no_progress(Ending *ending, const Iteration *it)
{
    ending->status = LP_UNVERIFIED;
    snprintf(
        ending->message, sizeof ending->message,
        "no more progress after %d iterations: the gap is %.1e of the objective, rows are missed by %.1e, reduced costs by %.1e",
        it->count, it->now.gap, it->now.primal, it->now.dual);
}

/* So many times what is asked may be left of a point that is nearly good enough. */
static const double nearly = 100;

/* Is it going nowhere? Near the end there is little to wait for. */
static bool is_lost(const Iteration *it)
{
    enum { PATIENCE = 30, PATIENCE_AT_END = 5, MOST = 500 };
    return it->since_best > PATIENCE || (it->best <= nearly && it->left > PATIENCE_AT_END)
           || it->count >= MOST;
}

/* Nothing more to be had: what is nearest to an answer. Where rows stay missed although all else is well, they contradict one
 * another; likewise reduced costs. */
static void give_up(const Iteration *it, Ending *ending)
{
    static const double ray = 1e-4;
    const Standing *now = &it->now;
    const bool only_rows = now->primal > nearly * primal_asked && now->dual <= nearly * dual_asked;
    const bool only_costs = now->dual > nearly * dual_asked && now->primal <= nearly * primal_asked;
    say_no_progress(ending, it);
    if (it->best <= nearly)
        ending->status = LP_OPTIMAL;
    else if (now->infeasible < ray || (only_rows && now->unbounded > ray))
        ending->status = LP_INFEASIBLE;
    else if (now->unbounded < ray || only_costs)
        ending->status = LP_UNBOUNDED;
}

static void stop(const Iteration *it, Ending *ending, const char *why)
{
    ending->status = LP_LIMIT;
    snprintf(ending->message, sizeof ending->message, "%s after %d step%s", why, it->count,
             it->count == 1 ? "" : "s");
}

/* Also asked in the middle of an iteration, which may take a second. */
static bool is_late(const Iteration *it, Ending *ending)
{
    const bool late = deadline_over(it->options->deadline);
    if (late)
        stop(it, ending, deadline_reason());
    return late;
}

/* Stopped by the caller's limits? */
static bool is_stopped(const Iteration *it, Ending *ending)
{
    const int most = it->options->iterations;
    if (is_late(it, ending))
        return true;
    if (most > 0 && it->count >= most)
        stop(it, ending, "step limit reached");
    return most > 0 && it->count >= most;
}

/* A ray is believed in when it is nearly perfect, or somewhat less so where what it explains has come to a halt. */
static bool is_ray(double ray, double asked, double miss, double miss_before)
{
    static const double perfect = 1e-9, good = 1e-5, far_off = 1e3, halt = 0.9;
    return ray < perfect || (ray < good && miss > far_off * asked && miss > halt * miss_before);
}

/* True when this is the end. */
static bool has_ended(Iteration *it, Ending *ending)
{
    const Standing *now = &it->now, *before = &it->before;
    if (!is_number(&it->now)) {
        it->left++;
        give_up(it, ending);
        if (!it->is_kept) /* from here no way leads back */
            ending->status = LP_UNVERIFIED;
        return true;
    }
    note(it);
    if (is_done(it))
        ending->status = LP_OPTIMAL;
    else if (is_ray(now->infeasible, primal_asked, now->primal, before->primal))
        ending->status = LP_INFEASIBLE;
    else if (is_ray(now->unbounded, dual_asked, now->dual, before->dual))
        ending->status = LP_UNBOUNDED;
    else if (is_lost(it))
        give_up(it, ending);
    else
        return is_stopped(it, ending);
    return true;
}

/* A step leaves of the miss of rows what is short of a whole one, unless its solves have lost their digits. */
static bool is_off_course(const Iteration *it)
{
    static const double much = 100;
    const double left = (1 - it->move.primal) * it->before.primal;
    return it->count > 0 && it->now.primal > much * fmax(left, primal_asked);
}

static void tell(const Iteration *it)
{
    static const double feasible = 1e-6;
    const bool is_feasible = it->now.primal < feasible;
    const LpProgress progress = {
        .stage = LP_STEPPING,
        .steps = it->count,
        .is_feasible = is_feasible,
        .value = is_feasible ? ldexp(it->now.cost, -it->options->cost_shift) : it->now.primal,
        .gap = it->now.gap,
        .off = it->now.merit,
    };
    lp_tell(it->options, &progress);
}

static void go_on(Iteration *it, Ending *ending)
{
    static const double too_short = 1e-8;
    Work *work = it->work;
    it->now.merit = INFINITY;
    for (;; it->count++) {
        RowMeasure of_rows;
        const Measure measure = work_measure(work, it->move, &of_rows);
        it->before = it->now;
        it->now = judge(work, &measure, &of_rows);
        if (has_ended(it, ending))
            return;
        if (is_off_course(it))
            work->system->refines = true;
        keep(it);
        tell(it);
        Step step;
        if (!predict(it, &step))
            break;
        if (is_late(it, ending))
            return;
        correct_all(it, &step);
        it->move = move_of(&step, it->now.mu);
        if (it->move.primal < too_short && it->move.dual < too_short)
            break;
        work_add_rows(work, it->move.dual, work->dy, work->y);
    }
    give_up(it, ending);
}

/* The last point may have the least gap, even where rows are missed by more than at the best one: they can be set right. */
static void settle(Iteration *it)
{
    const bool is_near = it->now.gap <= gap_asked;
    keep(it); /* the way back is lost with the step */
    if (is_near && purify(it->work))
        return;
    restore(it);
    if (it->left > 0 || !is_near)
        purify(it->work);
}

Ending iteration_run(Work *work, const LpOptions *options)
{
    Iteration it = { .work = work, .options = options, .best = INFINITY };
    Ending ending = { .status = LP_UNVERIFIED };
    if (start_find(work))
        go_on(&it, &ending);
    if (ending.status == LP_OPTIMAL)
        settle(&it);
    ending.iterations = it.count;
    free(it.best_x);
    free(it.best_y);
    return ending;
}
