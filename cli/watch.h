/* watch - over a command while it works: Ctrl-C, its time limit, a line on the terminal that tells how far it is */
#ifndef COPLANT_WATCH_H
#define COPLANT_WATCH_H

#include "solver/solve.h"

/* From here on Ctrl-C and its like leave nothing behind. They end the process at once, but for a solve under watch_solving, which is
 * told to end all deadlines and given a second to do so; the second one ends it too. */
void watch_begin(void);

/* Gives `options`, which must stay where it is, the deadline, so many seconds from now (0: none), and, unless `quiet` or where standard
 * error is no terminal, a line there. Solves end at the deadline by themselves; whatever else takes longer (reading, compiling) is ended
 * 1.5 s later, with the words and the exit status of a solve at its limit. */
void watch_solving(LpOptions *options, double seconds, bool quiet);

/* What the line says until the next solve. */
void watch_doing(const char *what);

/* What is solved from here on only tells which limits clash, and is not the park. */
void watch_explaining(void);

/* All solves that have a limit are done, and what follows may take its time. */
void watch_solved(const char *then);

/* The line goes and stays away. */
void watch_written(void);

/* The line goes, for now: something else is written. */
void watch_wipe(void);

/* Ctrl-C has come, or its like, while something was solved. */
bool watch_interrupted(void);

/* After a solve that has nothing to hand out: where it was a signal that stopped it, says so and ends by that signal. */
void watch_give_way(const char *says);

/* Ends the process at once: no line, no half-written file, last words, a status. Safe in a signal handler. */
_Noreturn void watch_end(const char *says, int status);

#endif
