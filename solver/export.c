/* export - a program as a file that other solvers read (written by GLPK)
 *
 * What has no say in the answer is left out, because readers disagree about it: a row without limits becomes the
 * objective of an MPS file, and a column with neither cost nor entries is an error to cbc.
 *
 * GLPK writes numbers with the decimal sign of the locale, so the thread writes in the C locale. */
#include "solver/export.h"

#include "solver/glpk_guard.h"
#include "solver/glpk_problem.h"
#include "solver/lp_check.h"

#include <locale.h>
#include <stdio.h>

typedef struct Work {
    const Lp *lp;
    const LpMatrix *matrix;
    ExportFormat format;
    const char *name, *path;
    const char *const *row_name, *const *column_name;
    bool written;
} Work;

typedef void SetName(glp_prob *problem, int index, const char *name);

/* The caller's names, or letter and number counted from 1. */
static void set_names(glp_prob *problem, SetName *set_name, const char *const *name, char letter, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char plain[32];
        snprintf(plain, sizeof plain, "%c%zu", letter, i + 1);
        set_name(problem, (int)i + 1, name != NULL ? name[i] : plain);
    }
}

static void leave_out_free_rows(glp_prob *problem)
{
    int rows = glp_get_num_rows(problem), count = 0;
    int *silent = glp_alloc(rows + 1, sizeof *silent);
    for (int i = 1; i <= rows; i++)
        if (glp_get_row_type(problem, i) == GLP_FR)
            silent[++count] = i;
    if (count > 0)
        glp_del_rows(problem, count, silent);
    glp_free(silent);
}

static void leave_out_idle_columns(glp_prob *problem)
{
    int columns = glp_get_num_cols(problem), count = 0;
    int *silent = glp_alloc(columns + 1, sizeof *silent);
    for (int j = 1; j <= columns; j++)
        if (glp_get_mat_col(problem, j, NULL, NULL) == 0 && glp_get_obj_coef(problem, j) == 0)
            silent[++count] = j;
    if (count > 0)
        glp_del_cols(problem, count, silent);
    glp_free(silent);
}

static void work(void *subject)
{
    Work *w = subject;
    glp_prob *problem = glpk_load(w->lp, w->matrix);
    glp_set_prob_name(problem, w->name);
    glp_set_obj_name(problem, "cost");
    set_names(problem, glp_set_row_name, w->row_name, 'r', w->lp->rows);
    set_names(problem, glp_set_col_name, w->column_name, 'c', w->lp->columns);
    leave_out_free_rows(problem);
    leave_out_idle_columns(problem);
    int failed = w->format == EXPORT_LP ? glp_write_lp(problem, NULL, w->path)
                                        : glp_write_mps(problem, GLP_MPS_FILE, NULL, w->path);
    w->written = failed == 0;
    glp_delete_prob(problem);
}

bool lp_export(const Lp *lp, ExportFormat format, const char *name, const char *const *row_name,
               const char *const *column_name, const char *path, char *message)
{
    /* MPS cannot say that limits cross: its reader would take the range for a good one. */
    if (!lp_check(lp, message) || lp_find_crossed(lp, message))
        return false;
    LpMatrix matrix;
    lp_matrix_init(&matrix, lp);
    Work w = { lp, &matrix, format, name, path, row_name, column_name, false };
    locale_t plain = newlocale(LC_NUMERIC_MASK, "C", (locale_t)0), before = uselocale(plain);
    bool done = glpk_guarded(work, &w, message) && w.written;
    uselocale(before);
    freelocale(plain);
    lp_matrix_release(&matrix);
    if (done)
        message[0] = '\0';
    return done;
}
