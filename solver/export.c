/* export - a program as a file that other solvers read: CPLEX LP (written by GLPK) or free MPS
 *
 * Both writers use the decimal sign of the locale, so the thread writes in the C locale. */
#include "solver/export.h"

#include "solver/export_mps.h"
#include "solver/glpk_guard.h"
#include "solver/glpk_problem.h"
#include "solver/lp_check.h"

#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

enum { MESSAGE = 240 };

typedef struct Work {
    const Lp *lp;
    const LpMatrix *matrix;
    const char *name, *path;
    const char *const *row_name, *const *column_name;
    bool written;
} Work;

typedef void SetName(glp_prob *problem, int index, const char *name);

/* The caller's names, or letter and number counted from 1. */
static void set_names(glp_prob *problem, SetName *set_name, const char *const *name, char letter,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char plain[32];
        snprintf(plain, sizeof plain, "%c%zu", letter, i + 1);
        set_name(problem, (int)i + 1, name != NULL ? name[i] : plain);
    }
}

/* Readers disagree about a row without limits and about a column that does nothing; neither has a say. */
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

static void write_by_glpk(void *subject)
{
    Work *w = subject;
    glp_prob *problem = glpk_load(w->lp, w->matrix);
    glp_set_prob_name(problem, w->name);
    glp_set_obj_name(problem, "cost");
    set_names(problem, glp_set_row_name, w->row_name, 'r', w->lp->rows);
    set_names(problem, glp_set_col_name, w->column_name, 'c', w->lp->columns);
    leave_out_free_rows(problem);
    leave_out_idle_columns(problem);
    w->written = glp_write_lp(problem, NULL, w->path) == 0;
    glp_delete_prob(problem);
}

static bool export_lp(Work *work, char *message)
{
    bool done = glpk_guarded(write_by_glpk, work, NULL, message) && work->written;
    if (!done && message[0] == '\0')
        snprintf(message, MESSAGE, "cannot write '%s'", work->path);
    return done;
}

static bool export_mps(const Work *work, char *message)
{
    FILE *stream = fopen(work->path, "w");
    bool done = stream != NULL;
    if (done) {
        mps_write(stream, work->lp, work->matrix, work->name, work->row_name, work->column_name);
        done = !ferror(stream);
        done = fclose(stream) == 0 && done;
    }
    if (!done)
        snprintf(message, MESSAGE, "cannot write '%s': %s", work->path, strerror(errno));
    return done;
}

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_()"

static bool is_plain(const char *name)
{
    size_t length = strlen(name);
    return length <= 255 && strspn(name, LETTERS) > 0 && strspn(name, LETTERS "0123456789.") == length;
}

static bool check_names(const char *what, const char *const *name, size_t count, char *message)
{
    for (size_t i = 0; name != NULL && i < count; i++) {
        if (is_plain(name[i]))
            continue;
        snprintf(message, MESSAGE,
                 "name '%.40s' of %s %zu does not fit a file: at most 255 of [A-Za-z0-9_.()], a letter first",
                 name[i], what, i);
        return false;
    }
    return true;
}

bool lp_export(const Lp *lp, ExportFormat format, const char *name, const char *const *row_name,
               const char *const *column_name, const char *path, char *message)
{
    /* MPS cannot say that limits cross: its reader would take the range for a good one. */
    if (!lp_check(lp, NULL, message) || lp_find_crossed(lp, message)
        || !check_names("row", row_name, lp->rows, message)
        || !check_names("column", column_name, lp->columns, message))
        return false;
    LpMatrix matrix;
    lp_matrix_init(&matrix, lp);
    Work work = { lp, &matrix, name, path, row_name, column_name, false };
    locale_t plain = newlocale(LC_NUMERIC_MASK, "C", (locale_t)0), before = uselocale(plain);
    bool done = format == EXPORT_LP ? export_lp(&work, message) : export_mps(&work, message);
    uselocale(before);
    freelocale(plain);
    lp_matrix_release(&matrix);
    if (done)
        message[0] = '\0';
    return done;
}
