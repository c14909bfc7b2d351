/* test_child - a solve that looks up from nothing is stopped in time, and a child that dies is an answer */
#include "solver/child.h"

#include "solver/conflict.h"
#include "solver/deadline.h"
#include "solver/memory.h"
#include "tests/unit/chance.h"
#include "tests/unit/close.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* Seconds that a machine with much else to do may take for what takes it none. */
static const double busy = 60;

/* ---- backends that do in a child what none should do ---- */

typedef void Solve(Lp *lp, LpMatrix *matrix, const LpOptions *options, BackendAnswer *answer);

#define UNUSED (void)lp, (void)matrix, (void)options, (void)answer

static void sleep_for_ever(Lp *lp, LpMatrix *matrix, const LpOptions *options, BackendAnswer *answer)
{
    UNUSED;
    for (;;)
        pause();
}

static void kill_itself(Lp *lp, LpMatrix *matrix, const LpOptions *options, BackendAnswer *answer)
{
    UNUSED;
    raise(SIGKILL);
}

static void leave(Lp *lp, LpMatrix *matrix, const LpOptions *options, BackendAnswer *answer)
{
    UNUSED;
    _exit(0);
}

static void ask_for_too_much(Lp *lp, LpMatrix *matrix, const LpOptions *options, BackendAnswer *answer)
{
    UNUSED;
    size_t capacity = SIZE_MAX / 8;
    memory_grow(NULL, capacity, &capacity, sizeof(double));
}

/* Tells that it has taken seven steps, and lets the parent tick before it ends. */
static void take_seven_steps(Lp *lp, LpMatrix *matrix, const LpOptions *options, BackendAnswer *answer)
{
    (void)lp, (void)matrix;
    options->progress(options->watcher,
                      &(LpProgress){ .stage = LP_STEPPING, .steps = 7, .is_feasible = true, .value = -3 });
    poll(NULL, 0, 500);
    answer->status = LP_OPTIMAL;
    answer->x[0] = 42;
    answer->iterations += 7;
}

/* One row, one column, solved by `solve` in a child, within so many seconds. */
static BackendAnswer run(Solve *solve, LpOptions options, double seconds)
{
    const Backend backend = { .name = "odd", .solve = solve };
    Lp lp;
    LpMatrix matrix;
    lp_init(&lp);
    lp_add_entry(&lp, lp_add_row(&lp, 1, INFINITY), lp_add_column(&lp, 0, INFINITY, 1), 1);
    lp_matrix_init(&matrix, &lp);
    options.deadline = deadline_after(seconds);
    options.process = LP_PROCESS_CHILD;
    BackendAnswer answer;
    backend_answer_init(&answer, lp.rows, lp.columns);
    child_solve(&backend, &lp, &matrix, &options, &answer);
    lp_matrix_release(&matrix);
    lp_release(&lp);
    return answer;
}

/* Nothing is left to be waited for. */
static void assert_no_zombie(void)
{
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
}

static void assert_gone(Solve *solve, const char *message)
{
    BackendAnswer answer = run(solve, (LpOptions){ 0 }, 0);
    assert_int_equal(answer.status, LP_UNVERIFIED);
    assert_true(answer.gone);
    assert_false(answer.has_basis);
    assert_string_equal(answer.message, message);
    backend_answer_release(&answer);
    assert_no_zombie();
}

static void one_that_never_looks_up_is_stopped(void **state)
{
    (void)state;
    double late = deadline_after(busy);
    BackendAnswer answer = run(sleep_for_ever, (LpOptions){ 0 }, 0.3);
    assert_false(deadline_over(late));
    assert_int_equal(answer.status, LP_LIMIT);
    assert_false(answer.gone);
    assert_string_equal(answer.message, "time limit reached");
    backend_answer_release(&answer);
    assert_no_zombie();
}

static void one_that_dies_is_an_answer(void **state)
{
    (void)state;
    assert_gone(kill_itself, "the solver's process was ended by signal 9; was there not enough memory?");
    assert_gone(leave, "the solver's process ended without an answer");
    assert_gone(ask_for_too_much, "the solver ran out of memory");
}

/* Where whoever started us ignores the end of children, there is nothing to wait for; the answer is there all the same. */
static void the_end_of_children_may_be_ignored(void **state)
{
    (void)state;
    signal(SIGCHLD, SIG_IGN);
    assert_gone(leave, "the solver's process ended without an answer");
    one_that_never_looks_up_is_stopped(NULL);
    signal(SIGCHLD, SIG_DFL);
}

static void answer_with_its_process(Lp *lp, LpMatrix *matrix, const LpOptions *options, BackendAnswer *answer)
{
    (void)lp, (void)matrix, (void)options;
    answer->status = LP_OPTIMAL;
    answer->x[0] = (double)getpid();
}

/* Without a pipe, as without memory or a process to be had, it is solved here. */
static void where_there_is_no_child_it_is_solved_here(void **state)
{
    (void)state;
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    for (int none = 0; none < 2; none++) {
        setrlimit(RLIMIT_NOFILE, &(struct rlimit){ none ? 0 : files.rlim_cur, files.rlim_max });
        BackendAnswer answer = run(answer_with_its_process, (LpOptions){ 0 }, 0);
        setrlimit(RLIMIT_NOFILE, &files);
        assert_int_equal(answer.status, LP_OPTIMAL);
        assert_int_equal(answer.x[0] == (double)getpid(), none);
        backend_answer_release(&answer);
    }
}

/* ---- progress ---- */

typedef struct Heard {
    int times, in_child;
    LpProgress last;
    pid_t own;
} Heard;

static void hear(void *watcher, const LpProgress *progress)
{
    Heard *heard = watcher;
    heard->times++;
    heard->in_child += getpid() != heard->own;
    if (progress->stage == LP_STEPPING)
        heard->last = *progress;
}

static void progress_is_heard_in_the_parent(void **state)
{
    (void)state;
    Heard heard = { .own = getpid() };
    BackendAnswer answer = run(take_seven_steps, (LpOptions){ .progress = hear, .watcher = &heard }, 60);
    assert_int_equal(answer.status, LP_OPTIMAL);
    assert_close(answer.x[0], 42);
    assert_int_equal(answer.iterations, 7);
    assert_true(heard.times > 2); /* and between two words of the child */
    assert_int_equal(heard.in_child, 0);
    assert_int_equal(heard.last.steps, 7);
    assert_true(heard.last.is_feasible);
    assert_close(heard.last.value, -3);
    backend_answer_release(&answer);
}

/* ---- what a child leaves alone ---- */

/* What stands in a buffer of the parent is written once. (valgrind itself flushes all buffers when a process leaves.) */
static void buffers_are_written_by_the_parent_alone(void **state)
{
    (void)state;
    const char *preloaded = getenv("LD_PRELOAD");
    if (preloaded != NULL && strstr(preloaded, "vgpreload") != NULL)
        skip();
    FILE *file = tmpfile();
    assert_non_null(file);
    fputs("once", file);
    BackendAnswer answer = run(leave, (LpOptions){ 0 }, 0);
    backend_answer_release(&answer);
    assert_int_equal(fflush(file), 0);
    assert_int_equal(ftell(file), 4);
    assert_int_equal(lseek(fileno(file), 0, SEEK_END), 4);
    fclose(file);
}

/* A parent that is killed takes its child along: the pipe that both hold ends. */
static void an_orphan_does_not_live_on(void **state)
{
    (void)state;
    int held[2];
    assert_int_equal(pipe(held), 0);
    pid_t middle = fork();
    if (middle == 0) {
        close(held[0]);
        run(sleep_for_ever, (LpOptions){ 0 }, 0);
        _exit(0);
    }
    close(held[1]);
    struct pollfd end = { .fd = held[0], .events = POLLIN };
    assert_int_equal(poll(&end, 1, 300), 0);
    kill(middle, SIGKILL);
    waitpid(middle, NULL, 0);
    assert_int_equal(poll(&end, 1, (int)(1000 * busy)), 1);
    close(held[0]);
}

/* ---- real ones ---- */

/* Who does what: n people, n tasks, each done once, at costs by chance. Every basis is degenerate: of its 2 n - 1 columns
 * n stand above 0. Dense besides, it keeps the simplex busy for seconds and exact arithmetic for hours. */
static void assignment(Lp *lp, int n, double people)
{
    Chance chance = { 7 };
    lp_init(lp);
    for (int i = 0; i < 2 * n; i++)
        lp_add_row(lp, i < n ? people : 1, i < n ? people : 1);
    for (int i = 0; i < n * n; i++) {
        int column = lp_add_column(lp, 0, INFINITY, 1 + 99 * chance_share(&chance));
        lp_add_entry(lp, i / n, column, 1);
        lp_add_entry(lp, n + i % n, column, 1);
    }
}

/* What GLPK says of its steps is read, and its last objective is that of the program, though costs are scaled on their way. */
static void steps_are_read_in_the_units_of_the_program(void **state)
{
    Heard heard = { .own = getpid() };
    Lp lp;
    assignment(&lp, 8, 1);
    for (size_t j = 0; j < lp.columns; j++)
        lp.cost[j] *= 0x1p20;
    const LpOptions options = {
        .backend = *state, .process = LP_PROCESS_OWN, .progress = hear, .watcher = &heard
    };
    LpResult result;
    lp_solve(&lp, &options, &result);
    assert_int_equal(result.status, LP_OPTIMAL);
    assert_true(heard.times > 0);
    assert_true(heard.last.is_feasible);
    assert_near(heard.last.value, result.objective, 1e-6);
    lp_result_release(&result);
    lp_release(&lp);
}

enum { PEOPLE = 300 };

static void a_time_limit_holds(void **state)
{
    static const double limits[] = { 0.05, 0.5 };
    Lp lp;
    assignment(&lp, PEOPLE, 1);
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
        double late = deadline_after(limits[i] + busy);
        const LpOptions options = { .backend = *state, .deadline = deadline_after(limits[i]) };
        LpResult result;
        lp_solve(&lp, &options, &result);
        assert_false(deadline_over(late));
        assert_int_equal(result.status, LP_LIMIT);
        assert_string_equal(result.message, "time limit reached");
        assert_null(result.x);
        lp_result_release(&result);
        assert_no_zombie();
    }
    lp_release(&lp);
}

/* The same for a search for what clashes, which solves many programs: 300 people who each do 2 of 300 tasks. */
static void a_time_limit_holds_for_a_conflict(void **state)
{
    Lp lp;
    assignment(&lp, PEOPLE, 2);
    LpLimit candidate[PEOPLE];
    for (int i = 0; i < PEOPLE; i++)
        candidate[i] = (LpLimit){ .is_row = true, .index = i };
    double late = deadline_after(busy);
    const LpOptions options = { .backend = *state, .deadline = deadline_after(0.5) };
    LpConflict conflict;
    lp_conflict_find(&lp, NULL, candidate, PEOPLE, &options, &conflict);
    assert_false(deadline_over(late));
    assert_false(conflict.smallest);
    assert_string_not_equal(conflict.message, "");
    lp_conflict_release(&conflict);
    lp_release(&lp);
    assert_no_zombie();
}

/* One deadline for many solves: when it is over, the next does not begin. */
static void nothing_begins_after_the_deadline(void **state)
{
    (void)state;
    Lp lp;
    lp_init(&lp);
    lp_add_entry(&lp, lp_add_row(&lp, 1, INFINITY), lp_add_column(&lp, 0, INFINITY, 1), 1);
    const LpOptions options = { .deadline = deadline_after(1e-9) };
    while (!deadline_over(options.deadline))
        continue;
    LpResult result;
    lp_solve(&lp, &options, &result);
    assert_int_equal(result.status, LP_LIMIT);
    assert_string_equal(result.message, "time limit reached");
    lp_result_release(&result);
    lp_release(&lp);
}

static void end_all(void *watcher, const LpProgress *progress)
{
    (void)watcher, (void)progress;
    deadline_end_all();
}

/* In a process of its own, since there is no way back: what is being solved stops, though it has no deadline, and nothing else begins. */
static void all_deadlines_can_be_ended(void **state)
{
    (void)state;
    pid_t whole = fork();
    if (whole == 0) {
        BackendAnswer answer = run(sleep_for_ever, (LpOptions){ .progress = end_all }, 0);
        const bool stopped = answer.status == LP_LIMIT && strcmp(answer.message, "interrupted") == 0;
        const bool over = deadline_over(0) && deadline_over(deadline_after(60));
        backend_answer_release(&answer);
        _exit(stopped && over ? 0 : 1);
    }
    int how;
    assert_int_equal(waitpid(whole, &how, 0), whole);
    assert_true(WIFEXITED(how) && WEXITSTATUS(how) == 0);
}

static void the_sooner_of_two_deadlines(void **state)
{
    (void)state;
    assert_close(deadline_sooner(0, 0), 0);
    assert_close(deadline_sooner(5, 0), 5);
    assert_close(deadline_sooner(0, 5), 5);
    assert_close(deadline_sooner(7, 5), 5);
    assert_true(isinf(deadline_left(0)));
    assert_false(deadline_over(0));
}

static char glpk[] = "glpk", exact[] = "exact";

#define EACH(test) \
    { #test " (glpk)", test, NULL, NULL, glpk }, \
    { \
#test " (exact)", test, NULL, NULL, exact \
    }

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_that_never_looks_up_is_stopped),
        cmocka_unit_test(one_that_dies_is_an_answer),
        cmocka_unit_test(the_end_of_children_may_be_ignored),
        cmocka_unit_test(where_there_is_no_child_it_is_solved_here),
        cmocka_unit_test(progress_is_heard_in_the_parent),
        EACH(steps_are_read_in_the_units_of_the_program),
        cmocka_unit_test(buffers_are_written_by_the_parent_alone),
        cmocka_unit_test(an_orphan_does_not_live_on),
        EACH(a_time_limit_holds),
        EACH(a_time_limit_holds_for_a_conflict),
        cmocka_unit_test(nothing_begins_after_the_deadline),
        cmocka_unit_test(all_deadlines_can_be_ended),
        cmocka_unit_test(the_sooner_of_two_deadlines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
