/* child - a backend in a process of its own, so that it can be stopped whatever it is doing
 *
 * The child writes its answer into memory that both share, and its progress into a pipe. The pipe ends when the child
 * does, however it ends: the parent waits for that, for the deadline and for nothing else. */
#include "solver/child.h"

#include "solver/deadline.h"
#include "solver/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

/* Seconds past the deadline in which a backend may stop by itself: its basis is worth something to the next solve. */
static const double grace = 0.2;

/* Seconds between two looks of a parent that tells of progress, and of a child at whether its parent still lives. */
static const double tick = 0.1, look = 0.25;

enum { NO_MEMORY = 3 }; /* exit status of a child */

/* ---- the memory that both see ---- */

typedef struct Shared {
    BackendAnswer answer; /* its arrays follow in the same mapping */
    bool is_done;
} Shared;

static size_t size_of_shared(size_t rows, size_t columns)
{
    return sizeof(Shared) + (columns + 2 * rows) * sizeof(double) + rows + columns;
}

/* NULL where there is no memory for it. */
static Shared *share(const BackendAnswer *answer, size_t rows, size_t columns)
{
    Shared *shared = mmap(NULL, size_of_shared(rows, columns), PROT_READ | PROT_WRITE,
                          MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        return NULL;
    shared->answer = *answer;
    shared->answer.x = (double *)(shared + 1);
    shared->answer.row_dual = shared->answer.x + columns;
    shared->answer.row_ray = shared->answer.row_dual + rows;
    shared->answer.row_at = (signed char *)(shared->answer.row_ray + rows);
    shared->answer.column_at = shared->answer.row_at + rows;
    memcpy(shared->answer.row_at, answer->row_at, rows);
    memcpy(shared->answer.column_at, answer->column_at, columns);
    return shared;
}

/* What the child wrote, into arrays of the parent. */
static void take(const BackendAnswer *from, size_t rows, size_t columns, BackendAnswer *to)
{
    BackendAnswer taken = *from;
    taken.x = memcpy(to->x, from->x, columns * sizeof *to->x);
    taken.row_dual = memcpy(to->row_dual, from->row_dual, rows * sizeof *to->row_dual);
    taken.row_ray = memcpy(to->row_ray, from->row_ray, rows * sizeof *to->row_ray);
    taken.row_at = memcpy(to->row_at, from->row_at, rows);
    taken.column_at = memcpy(to->column_at, from->column_at, columns);
    *to = taken;
}

/* ---- the child ---- */

static pid_t parent;

/* Nobody waits for the answer of an orphan. */
static void look_for_parent(int number)
{
    (void)number;
    if (getppid() != parent)
        _exit(0);
}

static void out_of_memory(void)
{
    _exit(NO_MEMORY);
}

/* A pipe that is full has no room for news: the next will do. */
static void tell(void *pipe, const LpProgress *progress)
{
    if (write(*(int *)pipe, progress, sizeof *progress) < 0)
        return;
}

/* Signals end a child without further ado: what the parent would do at its end (say a word, remove a file) is not the child's
 * business. What the parent ignores stays ignored. */
static void become_plain(void)
{
    static const int ends[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        struct sigaction action;
        if (sigaction(ends[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
            signal(ends[i], SIG_DFL);
    }
    const struct sigaction watch = { .sa_handler = look_for_parent, .sa_flags = SA_RESTART };
    const struct timeval every = { .tv_usec = (suseconds_t)(1e6 * look) };
    sigaction(SIGALRM, &watch, NULL);
    setitimer(ITIMER_REAL, &(struct itimerval){ every, every }, NULL);
    memory_on_failure(out_of_memory);
}

/* ---- the parent ---- */

typedef struct Child {
    pid_t pid;
    int news; /* the pipe's end to read from; it ends with the child */
} Child;

/* True in the parent where there is a child, and in the child, whose pid is 0. No signal comes before the child has laid down
 * what it has inherited. */
static bool start(Child *child, int *tell_by)
{
    int ends[2];
    if (pipe(ends) != 0)
        return false;
    sigset_t all, before;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &before);
    parent = getpid();
    *child = (Child){ .pid = fork(), .news = ends[0] };
    *tell_by = ends[1];
    if (child->pid == 0) {
        close(ends[0]);
        fcntl(ends[1], F_SETFL, O_NONBLOCK);
        become_plain();
        sigaddset(&before, SIGPIPE);
        sigdelset(&before, SIGALRM);
    } else {
        close(ends[1]);
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    if (child->pid < 0)
        close(ends[0]);
    return child->pid >= 0;
}

/* Waits until there is news or a reason to look up; false when the pipe has ended. */
static bool hear(const Child *child, double seconds, LpProgress *progress)
{
    struct pollfd news = { .fd = child->news, .events = POLLIN };
    int wait = seconds < INT_MAX / 1000 ? (int)ceil(1000 * fmax(seconds, 0)) : -1;
    if (poll(&news, 1, wait) <= 0)
        return true;
    ssize_t got = read(child->news, progress, sizeof *progress);
    return got > 0 || (got < 0 && errno == EINTR);
}

/* How it ended, and whether the time was up: then it was killed, or Ctrl-C had come to it too. */
static bool wait_for(const Child *child, const LpOptions *options, int *how)
{
    LpProgress progress = { 0 };
    double left = deadline_left(options->deadline);
    while (left > -grace
           && hear(child, options->progress != NULL ? fmin(tick, left + grace) : left + grace, &progress)) {
        if (options->progress != NULL)
            options->progress(options->watcher, &progress);
        left = deadline_left(options->deadline);
    }
    if (left <= -grace)
        kill(child->pid, SIGKILL);
    close(child->news);
    *how = 0;
    while (waitpid(child->pid, how, 0) < 0 && errno == EINTR)
        continue;
    return deadline_over(options->deadline);
}

/* The kernel kills, and GMP aborts, what asks for more than there is. */
static bool looks_like_no_memory(int number)
{
    return number == SIGKILL || number == SIGABRT;
}

static void give_up(BackendAnswer *answer, bool late, int how)
{
    answer->status = late ? LP_LIMIT : LP_UNVERIFIED;
    answer->gone = !late;
    answer->has_basis = answer->has_ray = answer->has_point = false;
    if (late)
        snprintf(answer->message, sizeof answer->message, "%s", deadline_reason());
    else if (WIFSIGNALED(how))
        snprintf(answer->message, sizeof answer->message, "the solver's process was ended by signal %d%s",
                 WTERMSIG(how), looks_like_no_memory(WTERMSIG(how)) ? "; was there not enough memory?" : "");
    else if (WIFEXITED(how) && WEXITSTATUS(how) == NO_MEMORY)
        snprintf(answer->message, sizeof answer->message, "the solver ran out of memory");
    else
        snprintf(answer->message, sizeof answer->message, "the solver's process ended without an answer");
}

/* A child costs one to two milliseconds, most of them for the pages that it writes to. */
static bool wants_child(const Backend *backend, const Lp *lp, const LpMatrix *matrix,
                        const LpOptions *options, bool has_basis)
{
    if (options->process != LP_PROCESS_BY_SIZE)
        return options->process == LP_PROCESS_CHILD;
    double work = (double)matrix->rows * (double)matrix->start[matrix->columns];
    return work > (has_basis ? backend->quick_from_basis : backend->quick)
           && !(backend->prompt_by_period && lp_periods(lp) > 1);
}

void child_solve(const Backend *backend, Lp *lp, LpMatrix *matrix, const LpOptions *options,
                 BackendAnswer *answer)
{
    if (deadline_over(options->deadline)) {
        give_up(answer, true, 0);
        return;
    }
    const size_t rows = lp->rows, columns = lp->columns;
    Child child;
    int tell_by;
    Shared *shared = wants_child(backend, lp, matrix, options, answer->has_basis)
                         ? share(answer, rows, columns)
                         : NULL;
    if (shared == NULL || !start(&child, &tell_by)) {
        backend->solve(lp, matrix, options, answer);
    } else if (child.pid == 0) {
        LpOptions inside = *options;
        if (inside.progress != NULL) {
            inside.progress = tell;
            inside.watcher = &tell_by;
        }
        backend->solve(lp, matrix, &inside, &shared->answer);
        shared->is_done = true;
        _exit(0);
    } else {
        int how;
        bool late = wait_for(&child, options, &how);
        if (shared->is_done)
            take(&shared->answer, rows, columns, answer);
        else
            give_up(answer, late, how);
    }
    if (shared != NULL)
        munmap(shared, size_of_shared(rows, columns));
}
