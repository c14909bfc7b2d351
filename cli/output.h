/* output - a file that is there whole or not at all
 *
 * Written beside its place under a temporary name and renamed when it is complete and on the disk: an old file survives a
 * full disk, an error and Ctrl-C. Two threads may write, each its own files. */
#ifndef COPLANT_OUTPUT_H
#define COPLANT_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

typedef struct Output {
    FILE *file;
    const char *path;  /* NULL: standard output */
    char target[4096]; /* where it goes: the file behind a symbolic link */
    char temporary[4096];
    int error;           /* errno of the first of it that could not be written, 0: none */
    struct Output *next; /* another that is open too; so one that is open stays where it is in memory */
} Output;

/* path NULL or "-": standard output. Mistakes are said on standard error. */
bool output_open(Output *output, const char *path);

/* All is written: the disk may begin with it while other files are filled. What went wrong is said when it is finished. */
void output_settle(Output *output);

/* Takes the file to its place. False, said on standard error, when it could not all be written; the old file then stands. */
bool output_finish(Output *output);

/* Leaves the old file as it is; for one that is open and not wanted any more. */
void output_drop(Output *output);

/* Standard streams that are closed, and files that grow too large, become errors of writing. */
void output_guard(void);

/* Removes the temporary files of all outputs that are open; safe in a signal handler. */
void output_abandon(void);

#endif
