/* test_stops - an interior point method that is stopped: at any iteration by either limit, and by lack of memory anywhere
 *
 * Built so that this program's calloc, realloc and aligned_alloc stand before those of the library (CMakeLists.txt). */
#include "solver/backend.h"
#include "solver/deadline.h"
#include "solver/memory.h"
#include "solver/solve.h"
#include "tests/interior/stamped.h"
#include "tests/unit/close.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* By periods, and sparse: seven are no pattern. */
static void draw(int periods, Lp *lp)
{
    Chance chance = { 7 };
    stamped_draw(&chance, periods, STAMPED_OPTIMAL, lp);
}

static const int lengths[] = { 24, 7 };

enum { LENGTHS = sizeof lengths / sizeof lengths[0] };

/* ---- limits ---- */

static int iterations_of(const Lp *lp)
{
    LpResult result;
    lp_solve(lp, &(LpOptions){ .backend = "interior" }, &result);
    assert_int_equal(result.status, LP_OPTIMAL);
    const int iterations = result.iterations;
    lp_result_release(&result);
    assert_true(iterations > 5);
    return iterations;
}

static void stops_after_any_number_of_iterations(void **state)
{
    (void)state;
    for (int n = 0; n < LENGTHS; n++)
        for (int threads = 1; threads <= 2; threads++) {
            Lp lp;
            draw(lengths[n], &lp);
            for (int k = 1, all = iterations_of(&lp); k <= all; k++) {
                LpResult result;
                lp_solve(&lp, &(LpOptions){ .backend = "interior", .threads = threads, .iterations = k },
                         &result);
                assert_int_equal(result.status, k < all ? LP_LIMIT : LP_OPTIMAL);
                assert_int_equal(result.iterations, k);
                assert_true(result.x != NULL
                            || k < all); /* stopped, it may have a point that keeps all limits */
                assert_null(result.row_ray);
                if (k < all)
                    assert_non_null(strstr(result.message, "step limit reached"));
                lp_result_release(&result);
            }
            lp_release(&lp);
        }
}

/* Lets the time be over at a step. */
typedef struct Clock {
    LpOptions options;
    int stop_at, told;
} Clock;

static void tick(void *watcher, const LpProgress *progress)
{
    Clock *clock = watcher;
    clock->told = progress->steps;
    if (progress->steps == clock->stop_at)
        clock->options.deadline = deadline_now() - 1;
}

/* It looks at the time in the midst of each iteration, so it ends in the same. The backend takes the program with it. */
static LpStatus stop_at(int periods, int k)
{
    Lp lp;
    LpMatrix matrix;
    draw(periods, &lp);
    lp_matrix_init(&matrix, &lp);
    Clock clock = { .stop_at = k };
    clock.options =
        (LpOptions){ .deadline = deadline_after(3600), .threads = 2, .progress = tick, .watcher = &clock };
    BackendAnswer answer;
    backend_answer_init(&answer, lp.rows, lp.columns);
    backend_interior.solve(&lp, &matrix, &clock.options, &answer);
    const LpStatus status = answer.status;
    if (status == LP_LIMIT) {
        assert_int_equal(clock.told, k);
        assert_int_equal(answer.iterations, k);
        assert_non_null(strstr(answer.message, "time limit reached"));
    }
    backend_answer_release(&answer);
    lp_matrix_release(&matrix);
    lp_release(&lp);
    return status;
}

static void stops_at_a_deadline_in_any_iteration(void **state)
{
    (void)state;
    for (int n = 0; n < LENGTHS; n++) {
        LpStatus status = LP_LIMIT;
        int k = 0;
        for (; status == LP_LIMIT; k++)
            status = stop_at(lengths[n], k);
        assert_int_equal(status, LP_OPTIMAL);
        assert_true(k > 5);
    }
}

/* ---- memory ---- */

static size_t asked, fails_at; /* the how manieth is refused; 0: none */

void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__real_aligned_alloc(size_t alignment, size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void *__wrap_aligned_alloc(size_t alignment, size_t size);

static bool is_refused(void)
{
    return ++asked == fails_at;
}

void *__wrap_calloc(size_t count, size_t size)
{
    return is_refused() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return is_refused() ? NULL : __real_realloc(old, size);
}

void *__wrap_aligned_alloc(size_t alignment, size_t size)
{
    return is_refused() ? NULL : __real_aligned_alloc(alignment, size);
}

enum { SOLVED = 0, HEARD = 3, OTHERWISE = 4 };

static void hear(void)
{
    _exit(HEARD);
}

static LpStatus solve_counting(const Lp *lp, LpProcess process, char *message)
{
    LpResult result;
    asked = 0;
    lp_solve(lp, &(LpOptions){ .backend = "interior", .threads = 2, .process = process }, &result);
    fails_at = 0;
    strcpy(message, result.message);
    const LpStatus status = result.status;
    lp_result_release(&result);
    return status;
}

/* In a process of its own, that ends as the handler says. */
static int end_with_refusal(const Lp *lp, size_t at, LpProcess process)
{
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        char message[sizeof((LpResult *)0)->message];
        memory_on_failure(hear);
        fails_at = at;
        const LpStatus status = solve_counting(lp, process, message);
        const bool gone = process == LP_PROCESS_CHILD && status == LP_UNVERIFIED
                          && strstr(message, "ran out of memory") != NULL;
        _exit(status == LP_OPTIMAL ? SOLVED : gone ? HEARD : OTHERWISE);
    }
    int how;
    assert_int_equal(waitpid(child, &how, 0), child);
    return WIFEXITED(how) ? WEXITSTATUS(how) : OTHERWISE;
}

/* Each request that is refused is heard of, whoever makes it: no wrong answer, no crash. The solver in a process of its own leaves a
 * parent that says so; there parent and child count by themselves, so the last requests are never reached. */
static void each_lack_of_memory_is_heard(void **state)
{
    (void)state;
    static const LpProcess processes[] = { LP_PROCESS_OWN, LP_PROCESS_CHILD };
    for (int n = 0; n < LENGTHS; n++)
        for (int p = 0; p < 2; p++) {
            Lp lp;
            char message[240];
            draw(lengths[n], &lp);
            assert_int_equal(solve_counting(&lp, LP_PROCESS_OWN, message), LP_OPTIMAL);
            const size_t requests = asked;
            int heard = 0;
            for (size_t at = 1; at <= requests; at++) {
                const int end = end_with_refusal(&lp, at, processes[p]);
                if (end == OTHERWISE)
                    print_error("request %zu of %zu\n", at, requests);
                assert_int_not_equal(end, OTHERWISE);
                heard += end == HEARD;
            }
            print_message("%d periods: %d of %zu requests heard\n", lengths[n], heard, requests);
            assert_true(heard > (int)requests * 3 / 4);
            assert_int_equal(end_with_refusal(&lp, requests + 100, processes[p]), SOLVED);
            lp_release(&lp);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stops_after_any_number_of_iterations),
        cmocka_unit_test(stops_at_a_deadline_in_any_iteration),
        cmocka_unit_test(each_lack_of_memory_is_heard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
