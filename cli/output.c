/* output - a file that is there whole or not at all */
#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Those that have a temporary file now. Who adds to the list or takes from it holds it, and so does who removes all of their files: the other thread, or a
 * handler. No signal comes to a thread that holds it, so a handler never waits for what it has interrupted itself, and what it waits for is short. A file is
 * made and noted while the list is held, and none is made after all were removed: none is left behind. */
static Output *open_now;
static atomic_flag held = ATOMIC_FLAG_INIT;
static bool are_abandoned;

static sigset_t hold(void)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    while (atomic_flag_test_and_set(&held))
        poll(NULL, 0, 1); /* a lock and a sleep that a handler may use */
    return before;
}

static void let_go(sigset_t before)
{
    atomic_flag_clear(&held);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void output_abandon(void)
{
    const int error = errno; /* of what a signal has interrupted */
    const sigset_t before = hold();
    for (const Output *output = open_now; output != NULL; output = output->next)
        unlink(output->temporary);
    are_abandoned = true;
    let_go(before);
    errno = error;
}

static void take_note(Output *output)
{
    output->next = open_now;
    open_now = output;
}

static void forget(const Output *output)
{
    const sigset_t before = hold();
    if (open_now == output)
        open_now = output->next;
    for (Output *other = open_now; other != NULL; other = other->next)
        if (other->next == output)
            other->next = output->next;
    let_go(before);
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

/* The mode of a new file. The mask is the process's own, and can only be read by setting it: while the list is held. */
static mode_t mode_of_new(void)
{
    const mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

static int open_temporary(Output *output, const struct stat *old)
{
    const sigset_t before = hold();
    if (are_abandoned) {
        let_go(before);
        for (;;)
            pause(); /* the other thread is ending us all */
    }
    int file = mkstemp(output->temporary);
    if (file >= 0) {
        take_note(output);
        fchmod(file, old != NULL ? old->st_mode & 0777 : mode_of_new());
    } else {
        output->temporary[0] = '\0';
    }
    let_go(before);
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
    int file = open_temporary(output, exists ? &facts : NULL);
    if (file < 0)
        return fail(output, "can't be written");
    output->file = fdopen(file, "w");
    return output->file != NULL || fail(output, "can't be written");
}

/* An error of a stream may have come long ago. */
static int why_it_failed(void)
{
    return errno != 0 ? errno : EIO;
}

/* Nobody reads it from here again: the system then begins to write it to the disk, and does not keep it. */
static void begin_to_write(FILE *file)
{
    posix_fadvise(fileno(file), 0, 0, POSIX_FADV_DONTNEED);
}

void output_settle(Output *output)
{
    if (output->path == NULL || output->file == NULL || output->error != 0)
        return;
    if (fflush(output->file) != 0 || ferror(output->file))
        output->error = why_it_failed();
    else if (output->temporary[0] != '\0')
        begin_to_write(output->file);
}

/* Waits until it is on the disk. */
static void close_file(Output *output)
{
    output_settle(output);
    if (output->error == 0 && output->temporary[0] != '\0' && fsync(fileno(output->file)) != 0)
        output->error = why_it_failed();
    if (fclose(output->file) != 0 && output->error == 0)
        output->error = why_it_failed();
    output->file = NULL;
}

bool output_finish(Output *output)
{
    if (output->path == NULL) /* main says it, whoever wrote there */
        return fflush(stdout) == 0 && !ferror(stdout);
    close_file(output);
    errno = output->error;
    if (output->error != 0)
        return fail(output, output->temporary[0] != '\0'
                                ? "could not be written whole; what stood there before is untouched"
                                : "could not be written whole");
    if (output->temporary[0] != '\0' && rename(output->temporary, output->target) != 0)
        return fail(output, "can't be put in its place");
    forget(output);
    return true;
}
