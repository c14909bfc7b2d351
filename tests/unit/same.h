/* same - whether two solves of a program give the same answer, to the last bit */
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

static inline void assert_same_answer(const LpResult *one, const LpResult *other)
{
    const size_t rows = one->rows, columns = one->columns;
    assert_string_equal(lp_status_name(one->status), lp_status_name(other->status));
    assert_string_equal(one->message, other->message);
    assert_string_equal(one->solved_by, other->solved_by);
    assert_int_equal(one->iterations, other->iterations);
    assert_same_bytes(&one->objective, &other->objective, 1, sizeof one->objective);
    assert_same_bytes(one->x, other->x, columns, sizeof *one->x);
    assert_same_bytes(one->row_dual, other->row_dual, rows, sizeof *one->row_dual);
    assert_same_bytes(one->column_dual, other->column_dual, columns, sizeof *one->column_dual);
    assert_same_bytes(one->row_ray, other->row_ray, rows, sizeof *one->row_ray);
    assert_same_bytes(one->column_ray, other->column_ray, columns, sizeof *one->column_ray);
    assert_same_bytes(one->row_at, other->row_at, rows, 1);
    assert_same_bytes(one->column_at, other->column_at, columns, 1);
}

static inline void assert_same_in_a_child(const Lp *lp, const char *backend)
{
    LpResult here, there;
    lp_solve(lp, &(LpOptions){ .backend = backend, .process = LP_PROCESS_OWN }, &here);
    lp_solve(lp, &(LpOptions){ .backend = backend, .process = LP_PROCESS_CHILD }, &there);
    assert_same_answer(&here, &there);
    lp_result_release(&here);
    lp_result_release(&there);
}

#endif
