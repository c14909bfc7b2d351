/* guest - an installed program that is run beside us: heard line by line, and ended when the time is up */
#include "solver/guest.h"

#include "solver/deadline.h"
#include "solver/memory.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MESSAGE = 240, LINE_MOST = 500, WORDS_MOST = 8 };

extern char **environ;

/* The guest that is here now, for signal handlers; 0: none. */
static volatile sig_atomic_t here;

void guest_kill(void)
{
    if (here > 0)
        kill(-(pid_t)here, SIGKILL);
}

bool guest_installed(const char *name)
{
    const char *folders = getenv("PATH");
    while (folders != NULL && *folders != '\0') {
        const int length = (int)strcspn(folders, ":");
        char path[4096];
        struct stat facts;
        const int used = snprintf(path, sizeof path, "%.*s/%s", length, length > 0 ? folders : ".", name);
        if (used < (int)sizeof path && access(path, X_OK) == 0 && stat(path, &facts) == 0
            && S_ISREG(facts.st_mode))
            return true;
        folders += length + (folders[length] == ':');
    }
    return false;
}

/* ---- its beginning ---- */

/* Its standard input is empty, both its outputs go into the pipe. Signals come to it as to any program. */
static int spawn(char *const argv[], const int ends[2], const sigset_t *mask, pid_t *pid)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t as;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&files, ends[1], STDERR_FILENO);
    posix_spawn_file_actions_addclose(&files, ends[0]);
    posix_spawn_file_actions_addclose(&files, ends[1]);
    posix_spawnattr_init(&as);
    posix_spawnattr_setflags(&as, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setsigmask(&as, mask);
    assert(argv[0] != NULL);
    const int error = posix_spawnp(pid, argv[0], &files, &as, argv, environ);
    posix_spawnattr_destroy(&as);
    posix_spawn_file_actions_destroy(&files);
    return error;
}

/* The words as a program may have them: its own. */
static void copy_words(const char *const argv[], char *copy[WORDS_MOST])
{
    size_t count = 0;
    for (; argv[count] != NULL; count++) {
        assert(count + 1 < WORDS_MOST);
        copy[count] = memory_take(strlen(argv[count]) + 1, 1);
        memcpy(copy[count], argv[count], strlen(argv[count]));
    }
    copy[count] = NULL;
}

static void free_words(char **words)
{
    for (; *words != NULL; words++)
        free(*words);
}

/* Returns the end of the pipe that is read from, or -1 and an error. No signal comes before the guest is known. */
static int begin(const char *const argv[], int *error)
{
    int ends[2];
    if (!guest_installed(argv[0])) { /* a spawn may tell of it only by a status of 127 */
        *error = ENOENT;
        return -1;
    }
    if (pipe(ends) != 0) {
        *error = errno;
        return -1;
    }
    char *words[WORDS_MOST];
    copy_words(argv, words);
    sigset_t all, before;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &before);
    pid_t pid = 0;
    *error = spawn(words, ends, &before, &pid);
    here = *error == 0 ? (sig_atomic_t)pid : 0;
    sigprocmask(SIG_SETMASK, &before, NULL);
    free_words(words);
    close(ends[1]);
    if (*error != 0) {
        close(ends[0]);
        return -1;
    }
    return ends[0];
}

/* ---- what it says ---- */

typedef struct Ear {
    void (*hear)(void *listener, const char *line);
    void *listener;
    char line[LINE_MOST + 1];
    size_t used;
} Ear;

static void end_line(Ear *ear)
{
    ear->line[ear->used] = '\0';
    ear->used = 0;
    ear->hear(ear->listener, ear->line);
}

static void take(Ear *ear, const char *block, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (block[i] == '\n')
            end_line(ear);
        else if (ear->used < LINE_MOST && block[i] != '\r' && block[i] != '\0')
            ear->line[ear->used++] = block[i];
}

/* Until it is silent for good; false when the deadline came first. */
static bool listen(int pipe, double deadline, Ear *ear)
{
    for (;;) {
        const double left = deadline_left(deadline);
        if (left <= 0)
            return false;
        struct pollfd news = { .fd = pipe, .events = POLLIN };
        if (poll(&news, 1, left < INT_MAX / 1000 ? (int)ceil(1000 * left) : -1) <= 0)
            continue;
        char block[4096];
        const ssize_t got = read(pipe, block, sizeof block);
        if (got > 0)
            take(ear, block, (size_t)got);
        else if (got == 0 || errno != EINTR)
            break;
    }
    if (ear->used > 0)
        end_line(ear);
    return true;
}

/* ---- its end ---- */

static int end(void)
{
    int how = 0;
    while (waitpid((pid_t)here, &how, 0) < 0 && errno == EINTR)
        continue;
    here = 0;
    return how;
}

bool guest_run(const char *const argv[], double deadline, void (*hear)(void *listener, const char *line),
               void *listener, char *message)
{
    int error;
    const int pipe = begin(argv, &error);
    if (pipe < 0) {
        snprintf(message, MESSAGE, "it could not be started: %s", strerror(error));
        return false;
    }
    Ear ear = { .hear = hear, .listener = listener };
    const bool late = !listen(pipe, deadline, &ear);
    if (late)
        guest_kill();
    close(pipe);
    const int how = end();
    message[0] = '\0';
    if (late)
        snprintf(message, MESSAGE, "it was not ready by the time limit");
    else if (WIFSIGNALED(how))
        snprintf(message, MESSAGE, "it was ended by signal %d", WTERMSIG(how));
    else if (WEXITSTATUS(how) != 0)
        snprintf(message, MESSAGE, "it ended with status %d", WEXITSTATUS(how));
    return message[0] == '\0';
}
