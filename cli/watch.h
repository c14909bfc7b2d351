/* watch - over a command while it works: Ctrl-C, its time limit, a line on the terminal that tells how far it is */
#ifndef COPLANT_WATCH_H
#define COPLANT_WATCH_H

#include "solver/solve.h"

/* From here on Ctrl-C and its like leave nothing behind. */
void watch_begin(void);

/* Gives `options` the deadline, so many seconds from now (0: none), and, unless `quiet` or where standard error is no terminal,
 * a line there. Solves end at the deadline by themselves; whatever else takes longer (reading, compiling, proving) is ended 1.5 s
 * later, with the words and the exit status of a solve at its limit. */
void watch_solving(LpOptions *options, double seconds, bool quiet);

/* The line goes, for now: something else is written. */
void watch_wipe(void);

/* The line goes and stays away; what is written now may take its time. */
void watch_solved(void);

/* Ends the process at once: no line, no half-written file, last words, a status. Safe in a signal handler. */
_Noreturn void watch_end(const char *says, int status);

#endif
