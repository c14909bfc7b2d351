/* glpk_guard - a fence around GLPK: where it would end the process there is a sentence instead */
#include "solver/glpk_guard.h"

#include <glpk.h>
#include <math.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Guard {
    jmp_buf back;
    const LpOptions *options;
    char *message; /* [240] */
} Guard;

/* "*   628: obj = 2.354e+03 inf = 3.679e+03 (120)", "   220:   infsum = 7153.2 (319)"; the number behind "obj" or "objval" is the
 * objective, that behind "sum" or "infsum" what is still missed. */
static bool reads_steps(const char *line, int shift, LpProgress *progress)
{
    char *end;
    progress->steps = (int)strtol(line + strspn(line, " *#"), &end, 10);
    const char *what = end + strspn(end, ": "), *equals = strstr(what, " = ");
    if (*end != ':' || *what < 'a' || *what > 'z' || equals == NULL)
        return false;
    progress->value = strtod(equals + 3, &end);
    if (end == equals + 3)
        return false;
    progress->is_feasible = strncmp(what, "obj", 3) == 0;
    if (progress->is_feasible)
        progress->value = ldexp(progress->value, -shift);
    return true;
}

/* Keeps what GLPK says and prints nothing. The line that tells where in its source it gave up helps nobody. */
static int listen(void *info, const char *line)
{
    Guard *guard = info;
    LpProgress progress = { .stage = LP_STEPPING };
    if (guard->options != NULL && guard->options->progress != NULL
        && reads_steps(line, guard->options->cost_shift, &progress))
        guard->options->progress(guard->options->watcher, &progress);
    if (strncmp(line, "Error detected in file", 22) != 0 && line[0] != '\n')
        snprintf(guard->message, 240, "%.*s", (int)strcspn(line, "\n"), line);
    return 1;
}

static void escape(void *info)
{
    Guard *guard = info;
    longjmp(guard->back, 1);
}

bool glpk_guarded(void (*work)(void *subject), void *subject, const LpOptions *options, char *message)
{
    Guard guard = { .options = options, .message = message };
    message[0] = '\0';
    glp_term_hook(listen, &guard);
    if (setjmp(guard.back) != 0) {
        glp_error_hook(NULL, NULL);
        glp_free_env();
        return false;
    }
    glp_error_hook(escape, &guard);
    work(subject);
    glp_error_hook(NULL, NULL);
    glp_term_hook(NULL, NULL);
    return true;
}
