/* test_netlib - classic programs of Netlib: published optima, and programs known to be infeasible
 *
 * The files stand beside the project, in $COPLANT_SHARED/cases/netlib; without them the tests are skipped. */
#include "solver/conflict.h"
#include "solver/solve.h"
#include "tests/unit/close.h"
#include "tests/unit/same.h"

#include <glpk.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

static double limit_or(bool is_there, double limit, double otherwise)
{
    return is_there ? limit : otherwise;
}

static void take_rows(Lp *lp, glp_prob *problem)
{
    for (int i = 1; i <= glp_get_num_rows(problem); i++) {
        int type = glp_get_row_type(problem, i);
        double lower = glp_get_row_lb(problem, i), upper = glp_get_row_ub(problem, i);
        lp_add_row(lp, limit_or(type != GLP_FR && type != GLP_UP, lower, -INFINITY),
                   limit_or(type != GLP_FR && type != GLP_LO, upper, INFINITY));
    }
}

static void take_columns(Lp *lp, glp_prob *problem)
{
    int rows = glp_get_num_rows(problem);
    int *index = glp_alloc(rows + 1, sizeof *index);
    double *value = glp_alloc(rows + 1, sizeof *value);
    for (int j = 1; j <= glp_get_num_cols(problem); j++) {
        int type = glp_get_col_type(problem, j);
        double lower = glp_get_col_lb(problem, j), upper = glp_get_col_ub(problem, j);
        lp_add_column(lp, limit_or(type != GLP_FR && type != GLP_UP, lower, -INFINITY),
                      limit_or(type != GLP_FR && type != GLP_LO, upper, INFINITY),
                      glp_get_obj_coef(problem, j));
        for (int k = glp_get_mat_col(problem, j, index, value); k > 0; k--)
            lp_add_entry(lp, index[k] - 1, j - 1, value[k]);
    }
    glp_free(index);
    glp_free(value);
}

/* The objective's constant comes back; false where the file is not there. */
static bool read_program(const char *name, Lp *lp, double *constant)
{
    const char *shared = getenv("COPLANT_SHARED");
    char path[1000];
    snprintf(path, sizeof path, "%s/cases/netlib/%s.mps", shared != NULL ? shared : COPLANT_ROOT "/../shared",
             name);
    FILE *stream = fopen(path, "r");
    if (stream == NULL) {
        print_message("%s is not there: skipped\n", path);
        return false;
    }
    fclose(stream);
    glp_term_out(GLP_OFF);
    glp_prob *problem = glp_create_prob();
    assert_int_equal(glp_read_mps(problem, GLP_MPS_DECK, NULL, path), 0);
    glp_term_out(GLP_ON);
    lp_init(lp);
    take_rows(lp, problem);
    take_columns(lp, problem);
    *constant = glp_get_obj_coef(problem, 0);
    glp_delete_prob(problem);
    return true;
}

typedef struct Case {
    const char *name;
    double optimum;
} Case;

static void check_optimum(const Case *known, const char *backend, double tolerance)
{
    double constant;
    Lp lp;
    if (!read_program(known->name, &lp, &constant))
        skip();
    const LpOptions options = { .backend = backend };
    LpResult result;
    lp_solve(&lp, &options, &result);
    print_message("%s: %s after %d iterations of %s; primal %.1e, dual %.1e, gap %.1e\n", known->name,
                  lp_status_name(result.status), result.iterations, result.solved_by,
                  result.certificate.primal, result.certificate.dual, result.certificate.gap);
    assert_int_equal(result.status, LP_OPTIMAL);
    assert_true(result.certificate.proved);
    assert_string_equal(result.solved_by, backend);
    assert_near(result.objective + constant, known->optimum, tolerance);
    lp_result_release(&result);
    lp_release(&lp);
}

static void has_the_published_optimum(void **state)
{
    check_optimum(*state, "glpk", 1e-9);
}

/* From inside, to as many digits as it says. */
static void has_it_from_inside(void **state)
{
    check_optimum(*state, "interior", 1e-8);
}

/* Infeasible, and with every limit a candidate a conflict that still is infeasible alone comes out. */
static void is_infeasible(void **state)
{
    const Case *known = *state;
    double constant;
    Lp lp;
    if (!read_program(known->name, &lp, &constant))
        skip();
    LpResult result;
    lp_solve(&lp, NULL, &result);
    assert_int_equal(result.status, LP_INFEASIBLE);
    assert_string_equal(result.solved_by, "glpk");
    lp_result_release(&result);

    size_t candidates = 0;
    LpLimit *candidate = calloc(2 * lp.rows + 1, sizeof *candidate);
    assert_non_null(candidate);
    for (size_t i = 0; i < lp.rows; i++)
        for (int side = 0; side < 2; side++)
            candidate[candidates++] = (LpLimit){ .is_row = true, .is_upper = side == 1, .index = (int)i };
    LpConflict conflict;
    lp_conflict_find(&lp, NULL, candidate, candidates, NULL, &conflict);
    assert_true(conflict.found);
    assert_true(conflict.smallest);
    print_message("%s: %zu of %zu rows clash\n", known->name, conflict.limits, lp.rows);
    lp_conflict_release(&conflict);
    free(candidate);
    lp_release(&lp);
}

static void is_infeasible_from_inside(void **state)
{
    const Case *known = *state;
    double constant;
    Lp lp;
    if (!read_program(known->name, &lp, &constant))
        skip();
    const LpOptions options = { .backend = "interior" };
    LpResult result;
    lp_solve(&lp, &options, &result);
    print_message("%s: %s after %d iterations of %s; %s\n", known->name, lp_status_name(result.status),
                  result.iterations, result.solved_by, result.message);
    assert_int_equal(result.status, LP_INFEASIBLE);
    assert_string_equal(result.solved_by, "interior");
    assert_non_null(result.row_ray);
    lp_result_release(&result);
    lp_release(&lp);
}

/* A child hands back every bit of what the same solve gives here. */
static void is_the_same_in_a_child(void **state)
{
    const Case *known = *state;
    double constant;
    Lp lp;
    if (!read_program(known->name, &lp, &constant))
        skip();
    assert_same_in_a_child(&lp, "glpk");
    if (lp.entries < 500)
        assert_same_in_a_child(&lp, "exact");
    lp_release(&lp);
}

/* The optimum of e226 counts the constant of its objective, -7.113. */
static Case afiro = { "afiro", -464.7531429 }, adlittle = { "adlittle", 225494.9632 };
static Case stair = { "stair", -251.2669512 }, etamacro = { "etamacro", -755.7152333 };
static Case scrs8 = { "scrs8", 904.2969538 }, shell = { "shell", 1208825346 };
static Case e226 = { "e226", -25.86492907 }, m25fv47 = { "25fv47", 5501.845888 };
static Case bgetam = { "infeasible/bgetam", 0 }, box1 = { "infeasible/box1", 0 };
static Case ex72a = { "infeasible/ex72a", 0 }, forest6 = { "infeasible/forest6", 0 };
static Case galenet = { "infeasible/galenet", 0 }, gams10am = { "infeasible/gams10am", 0 };
static Case klein1 = { "infeasible/klein1", 0 }, woodinfe = { "infeasible/woodinfe", 0 };

#define OPTIMAL(known) \
    { #known, has_the_published_optimum, NULL, NULL, &known }, \
        { #known " (interior)", has_it_from_inside, NULL, NULL, &known }, \
    { \
#known " in a child", is_the_same_in_a_child, NULL, NULL, &known \
    }
#define INFEASIBLE(known) \
    { #known, is_infeasible, NULL, NULL, &known }, \
        { #known " (interior)", is_infeasible_from_inside, NULL, NULL, &known }, \
    { \
#known " in a child", is_the_same_in_a_child, NULL, NULL, &known \
    }

int main(void)
{
    const struct CMUnitTest tests[] = {
        OPTIMAL(afiro),      OPTIMAL(adlittle),    OPTIMAL(stair),     OPTIMAL(etamacro),
        OPTIMAL(scrs8),      OPTIMAL(shell),       OPTIMAL(e226),      OPTIMAL(m25fv47),
        INFEASIBLE(bgetam),  INFEASIBLE(box1),     INFEASIBLE(ex72a),  INFEASIBLE(forest6),
        INFEASIBLE(galenet), INFEASIBLE(gams10am), INFEASIBLE(klein1), INFEASIBLE(woodinfe),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
