/* test_opinion - a guest is heard and ended, and what another solver says is judged */
#include "solver/deadline.h"
#include "solver/guest.h"
#include "solver/second_opinion.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

typedef struct Heard {
    int lines;
    size_t longest;
    char last[600];
} Heard;

static void hear(void *listener, const char *line)
{
    Heard *heard = listener;
    heard->lines++;
    heard->longest = strlen(line) > heard->longest ? strlen(line) : heard->longest;
    snprintf(heard->last, sizeof heard->last, "%s", line);
}

static bool shell(const char *command, double seconds, Heard *heard, char *message)
{
    const char *const words[] = { "sh", "-c", command, NULL };
    *heard = (Heard){ 0 };
    return guest_run(words, deadline_after(seconds), hear, heard, message);
}

static void both_outputs_are_heard_line_by_line(void **state)
{
    (void)state;
    Heard heard;
    char message[240];
    assert_true(shell("echo one; echo two >&2; printf three", 0, &heard, message));
    assert_int_equal(heard.lines, 3);
    assert_string_equal(heard.last, "three");
    assert_string_equal(message, "");
    assert_true(shell("head -c 100000 /dev/zero | tr '\\0' x; echo; cat", 0, &heard, message));
    if (heard.lines != 1)
        print_error("%d lines, the last is '%s'\n", heard.lines, heard.last);
    assert_int_equal(heard.lines, 1);
    assert_int_equal(heard.longest, 500);
    assert_true(shell(":", 0, &heard, message));
    assert_int_equal(heard.lines, 0);
}

static void how_it_ended_is_said(void **state)
{
    (void)state;
    Heard heard;
    char message[240];
    assert_false(shell("exit 7", 0, &heard, message));
    assert_string_equal(message, "it ended with status 7");
    assert_false(shell("kill -9 $$", 0, &heard, message));
    assert_string_equal(message, "it was ended by signal 9");
    const char *const none[] = { "coplant-no-such-program", NULL };
    assert_false(guest_run(none, 0, hear, &heard, message));
    assert_string_equal(message, "it could not be started: No such file or directory");
    assert_false(guest_installed(none[0]));
    assert_true(guest_installed("sh"));
}

/* With what it started itself: the pipe would stay open for an hour. What it said before is heard, however long a busy machine
 * takes to begin it. */
static void it_is_ended_at_the_deadline(void **state)
{
    (void)state;
    Heard heard = { 0 };
    char message[240];
    const double begun = deadline_now();
    for (double seconds = 0.1; heard.lines == 0 && seconds < 1000; seconds *= 2) {
        assert_false(shell("echo here; sleep 3600 & sleep 3600", seconds, &heard, message));
        assert_string_equal(message, "it was not ready by the time limit");
    }
    assert_string_equal(heard.last, "here");
    assert_true(deadline_now() - begun < 3600);
}

static OpinionVerdict judge(Opinion says, double theirs, LpStatus status, double ours, double *difference)
{
    const SecondOpinion opinion = { .by = "cbc", .says = says, .objective = theirs };
    const LpResult result = { .status = status, .objective = ours };
    return second_opinion_judge(&opinion, &result, difference);
}

/* Relative to the larger of both, or to 0.001 where both are nothing. */
static void two_optima_agree_to_a_millionth(void **state)
{
    (void)state;
    double difference;
    assert_int_equal(judge(OPINION_OPTIMAL, -1e6, LP_OPTIMAL, -1e6 + 0.9, &difference), OPINION_AGREES);
    assert_true(fabs(difference - 0.9e-6) < 1e-12);
    assert_int_equal(judge(OPINION_OPTIMAL, -1e6, LP_OPTIMAL, -1e6 + 1.1, &difference), OPINION_DIFFERS);
    assert_int_equal(judge(OPINION_OPTIMAL, 76, LP_OPTIMAL, -76, &difference), OPINION_DIFFERS);
    assert_int_equal(judge(OPINION_OPTIMAL, 1, LP_OPTIMAL, 1, &difference), OPINION_AGREES);
    assert_true(difference == 1e-9);
    assert_int_equal(judge(OPINION_OPTIMAL, 1e-10, LP_OPTIMAL, 0, &difference), OPINION_AGREES);
    assert_int_equal(judge(OPINION_OPTIMAL, 1e-8, LP_OPTIMAL, 0, &difference), OPINION_DIFFERS);
}

static void a_status_agrees_with_what_it_leaves_open(void **state)
{
    (void)state;
    static const struct {
        Opinion says;
        LpStatus status;
        OpinionVerdict verdict;
    } cases[] = {
        { OPINION_INFEASIBLE, LP_INFEASIBLE, OPINION_AGREES },
        { OPINION_INFEASIBLE, LP_UNBOUNDED, OPINION_DIFFERS },
        { OPINION_INFEASIBLE, LP_OPTIMAL, OPINION_DIFFERS },
        { OPINION_UNBOUNDED, LP_UNBOUNDED, OPINION_AGREES },
        { OPINION_UNBOUNDED, LP_INFEASIBLE, OPINION_DIFFERS },
        { OPINION_NO_OPTIMUM, LP_INFEASIBLE, OPINION_AGREES },
        { OPINION_NO_OPTIMUM, LP_UNBOUNDED, OPINION_AGREES },
        { OPINION_NO_OPTIMUM, LP_OPTIMAL, OPINION_DIFFERS },
        { OPINION_OPTIMAL, LP_INFEASIBLE, OPINION_DIFFERS },
        { OPINION_NONE, LP_OPTIMAL, OPINION_MISSING },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double difference;
        assert_int_equal(judge(cases[i].says, 0, cases[i].status, 0, &difference), cases[i].verdict);
        assert_true(isnan(difference));
    }
}

static void advisers_are_found_by_name(void **state)
{
    (void)state;
    for (size_t i = 0; adviser_at(i) != NULL; i++)
        assert_ptr_equal(adviser_find(adviser_name(adviser_at(i))), adviser_at(i));
    assert_null(adviser_find("cplex"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_outputs_are_heard_line_by_line),
        cmocka_unit_test(how_it_ended_is_said),
        cmocka_unit_test(it_is_ended_at_the_deadline),
        cmocka_unit_test(two_optima_agree_to_a_millionth),
        cmocka_unit_test(a_status_agrees_with_what_it_leaves_open),
        cmocka_unit_test(advisers_are_found_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
