/* same - whether a child hands back every bit of what the same solve gives in this process */
#ifndef COPLANT_TESTS_SAME_H
#define COPLANT_TESTS_SAME_H

#include "solver/solve.h"
#include "tests/unit/close.h"

static inline void assert_same_bytes(const void *one, const void *other, size_t count, size_t size)
{
    assert_int_equal(one == NULL, other == NULL);
    if (one != NULL && count > 0)
        assert_memory_equal(one, other, count * size);
}

static inline void assert_same_in_a_child(const Lp *lp, const char *backend)
{
    LpResult here, there;
    lp_solve(lp, &(LpOptions){ .backend = backend, .process = LP_PROCESS_OWN }, &here);
    lp_solve(lp, &(LpOptions){ .backend = backend, .process = LP_PROCESS_CHILD }, &there);
    assert_string_equal(lp_status_name(here.status), lp_status_name(there.status));
    assert_string_equal(here.message, there.message);
    assert_string_equal(here.solved_by, there.solved_by);
    assert_int_equal(here.iterations, there.iterations);
    assert_same_bytes(&here.objective, &there.objective, 1, sizeof here.objective);
    assert_same_bytes(here.x, there.x, lp->columns, sizeof *here.x);
    assert_same_bytes(here.row_dual, there.row_dual, lp->rows, sizeof *here.row_dual);
    assert_same_bytes(here.column_dual, there.column_dual, lp->columns, sizeof *here.column_dual);
    assert_same_bytes(here.row_ray, there.row_ray, lp->rows, sizeof *here.row_ray);
    assert_same_bytes(here.column_ray, there.column_ray, lp->columns, sizeof *here.column_ray);
    assert_same_bytes(here.row_at, there.row_at, lp->rows, 1);
    assert_same_bytes(here.column_at, there.column_at, lp->columns, 1);
    lp_result_release(&here);
    lp_result_release(&there);
}

#endif
