/* output - a file that is there whole or not at all */
#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Those that have a temporary file now, for the signal handler. */
static Output *volatile open_now;

void output_abandon(void)
{
    for (const Output *output = open_now; output != NULL; output = output->next)
        unlink(output->temporary);
}

/* One write each, so that a signal finds the list before it or after it. */
static void take_note(Output *output)
{
    output->next = open_now;
    open_now = output;
}

static void forget(const Output *output)
{
    if (open_now == output)
        open_now = output->next;
    for (Output *before = open_now; before != NULL; before = before->next)
        if (before->next == output)
            before->next = output->next;
}

/* A standard stream that is closed must not become the next file that is opened; to write to it still fails. */
static void hold_standard_streams(void)
{
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
        if (fcntl(stream, F_GETFD) < 0 && open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
            _exit(1);
}

void output_guard(void)
{
    hold_standard_streams();
    signal(SIGXFSZ, SIG_IGN); /* a file that grows too large is an error of its writing, not the end */
}

void output_drop(Output *output)
{
    if (output->file != NULL)
        fclose(output->file);
    output->file = NULL;
    if (output->temporary[0] != '\0')
        unlink(output->temporary);
    forget(output);
}

static bool fail(Output *output, const char *what)
{
    fprintf(stderr, "coplant: error: '%s' %s: %s\n", output->path, what, strerror(errno));
    output_drop(output);
    return false;
}

/* No signal comes between the making of the file and the noting of its name. */
static int open_temporary(Output *output)
{
    sigset_t all, before;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &before);
    int file = mkstemp(output->temporary);
    if (file >= 0)
        take_note(output);
    else
        output->temporary[0] = '\0';
    sigprocmask(SIG_SETMASK, &before, NULL);
    return file;
}

/* A symbolic link stays one: what it leads to is replaced. */
static bool put_target(Output *output, bool exists)
{
    char *real = exists ? realpath(output->path, NULL) : NULL;
    int length = snprintf(output->target, sizeof output->target, "%s", real != NULL ? real : output->path);
    free(real);
    return length < (int)sizeof output->target;
}

bool output_open(Output *output, const char *path)
{
    *output = (Output){ .file = stdout };
    if (path == NULL || strcmp(path, "-") == 0)
        return true;
    output->path = path;
    output->file = NULL;
    struct stat facts;
    bool exists = stat(path, &facts) == 0;
    if (exists && !S_ISREG(facts.st_mode)) {
        /* /dev/null, a pipe: nothing there to save. A folder is no file. */
        errno = EISDIR;
        if (S_ISDIR(facts.st_mode))
            return fail(output, "can't be written");
        output->file = fopen(path, "w");
        return output->file != NULL || fail(output, "can't be written");
    }
    errno = ENOENT;
    if (*path == '\0')
        return fail(output, "can't be written");
    if (!put_target(output, exists)
        || snprintf(output->temporary, sizeof output->temporary, "%s.XXXXXX", output->target)
               >= (int)sizeof output->temporary) {
        output->temporary[0] = '\0';
        errno = ENAMETOOLONG;
        return fail(output, "can't be written");
    }
    int file = open_temporary(output);
    if (file < 0)
        return fail(output, "can't be written");
    mode_t mask = umask(0);
    umask(mask);
    fchmod(file, exists ? facts.st_mode & 0777 : 0666 & ~mask);
    output->file = fdopen(file, "w");
    return output->file != NULL || fail(output, "can't be written");
}

bool output_finish(Output *output)
{
    if (output->path == NULL) /* main says it, whoever wrote there */
        return fflush(stdout) == 0 && !ferror(stdout);
    const char *cut = output->temporary[0] != '\0'
                          ? "could not be written whole; what stood there before is untouched"
                          : "could not be written whole";
    bool bad = fflush(output->file) != 0 || ferror(output->file);
    if (!bad && output->temporary[0] != '\0')
        bad = fsync(fileno(output->file)) != 0;
    if (bad)
        return fail(output, cut);
    if (fclose(output->file) != 0) {
        output->file = NULL;
        return fail(output, cut);
    }
    output->file = NULL;
    if (output->temporary[0] != '\0' && rename(output->temporary, output->target) != 0)
        return fail(output, "can't be put in its place");
    forget(output);
    return true;
}
