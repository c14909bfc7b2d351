/* glpk_guard - a fence around GLPK: where it would end the process there is a sentence instead */
#include "solver/glpk_guard.h"

#include <glpk.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

typedef struct Guard {
    jmp_buf back;
    char *message; /* [240] */
} Guard;

/* Keeps what GLPK says and prints nothing. The line that tells where in its source it gave up helps nobody. */
static int listen(void *info, const char *line)
{
    Guard *guard = info;
    if (strncmp(line, "Error detected in file", 22) != 0 && line[0] != '\n')
        snprintf(guard->message, 240, "%.*s", (int)strcspn(line, "\n"), line);
    return 1;
}

static void escape(void *info)
{
    Guard *guard = info;
    longjmp(guard->back, 1);
}

bool glpk_guarded(void (*work)(void *subject), void *subject, char *message)
{
    Guard guard = { .message = message };
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
