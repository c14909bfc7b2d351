/* test_output - files that two threads write: none is left behind by a signal, whenever it comes */
#include "cli/output.h"
#include "cli/watch.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <dirent.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/coplant-output-XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) == NULL;
}

static void path_of(const char *name, char path[64])
{
    snprintf(path, 64, "%s/%s", folder, name);
}

/* Removes all files; returns how many there were. */
static int clear_folder(void)
{
    int files = 0;
    DIR *listed = opendir(folder);
    assert_non_null(listed);
    for (const struct dirent *entry; (entry = readdir(listed)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        char path[sizeof folder + sizeof entry->d_name];
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        unlink(path);
        files++;
    }
    closedir(listed);
    return files;
}

static int remove_folder(void **state)
{
    (void)state;
    clear_folder();
    return rmdir(folder);
}

/* ---- a signal at any moment ---- */

/* Two files open at a time, one of them before the other is made; none takes its place, so whatever stands in the folder is a temporary one. */
static void *open_and_drop(void *name)
{
    char path[64];
    path_of(name, path);
    for (;;) {
        static _Thread_local Output one, other;
        output_open(&one, path);
        output_open(&other, path);
        output_drop(&one);
        output_drop(&other);
    }
    return NULL;
}

/* As a report is filled: signals are those of the first thread. */
static void write_by_two(void)
{
    static char here[] = "here", beside[] = "beside";
    sigset_t all, before;
    pthread_t second;
    watch_begin();
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    if (pthread_create(&second, NULL, open_and_drop, beside) != 0)
        _exit(1);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    open_and_drop(here);
}

static void wait_microseconds(long microseconds)
{
    nanosleep(&(struct timespec){ .tv_nsec = 1000 * microseconds }, NULL);
}

/* Interrupted after some time and, every other time, once more while that is heeded. */
static void interrupt(pid_t writer, int turn)
{
    wait_microseconds(2000 + 37 * turn);
    kill(writer, SIGINT);
    if (turn % 2 == 1)
        kill(writer, SIGTERM);
    int status;
    assert_int_equal(waitpid(writer, &status, 0), writer);
    assert_true(WIFSIGNALED(status));
    assert_true(WTERMSIG(status) == SIGINT || WTERMSIG(status) == SIGTERM);
}

static void a_signal_leaves_no_file_behind(void **state)
{
    enum { TURNS = 200 };
    (void)state;
    for (int turn = 0; turn < TURNS; turn++) {
        const pid_t writer = fork();
        assert_true(writer >= 0);
        if (writer == 0)
            write_by_two();
        interrupt(writer, turn);
        assert_int_equal(clear_folder(), 0);
    }
}

/* ---- settled before it is finished ---- */

static void a_settled_file_takes_its_place_when_it_is_finished(void **state)
{
    (void)state;
    static Output output;
    char path[64];
    path_of("settled", path);
    assert_true(output_open(&output, path));
    fputs("whole", output.file);
    output_settle(&output);
    struct stat facts;
    assert_int_equal(stat(output.temporary, &facts), 0);
    assert_int_equal(facts.st_size, strlen("whole")); /* nothing is still here */
    assert_int_equal(access(path, F_OK), -1);
    output_settle(&output);
    assert_true(output_finish(&output));
    assert_int_equal(access(path, F_OK), 0);
    assert_int_equal(clear_folder(), 1);
}

static void a_full_disk_is_remembered_until_the_file_is_finished(void **state)
{
    (void)state;
    static Output output;
    assert_true(output_open(&output, "/dev/full"));
    fputs("too much", output.file);
    output_settle(&output);
    assert_int_equal(output.error, ENOSPC);
    errno = 0;
    assert_false(output_finish(&output));
    assert_int_equal(output.error, ENOSPC); /* and not what came after it */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_signal_leaves_no_file_behind),
        cmocka_unit_test(a_settled_file_takes_its_place_when_it_is_finished),
        cmocka_unit_test(a_full_disk_is_remembered_until_the_file_is_finished),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
