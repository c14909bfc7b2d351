/* guest - an installed program that is run beside us: heard line by line, and ended when the time is up */
#ifndef COPLANT_GUEST_H
#define COPLANT_GUEST_H

#include <stdbool.h>

/* Whether a program of this name stands in PATH. */
bool guest_installed(const char *name);

/* Runs argv[0], found in PATH and never through a shell, on nothing but its arguments (ends with NULL), in a group of
 * processes of its own. What it says, on either stream, is heard line by line, without the end of the line; a line of
 * over 500 bytes is cut. Waits for its end or for the deadline, when all of its group is killed. True when it ended by
 * itself with status 0; else message[240] says how it ended. One guest at a time. */
bool guest_run(const char *const argv[], double deadline, void (*hear)(void *listener, const char *line),
               void *listener, char *message);

/* Kills the guest, if there is one; safe in a signal handler. */
void guest_kill(void);

#endif
