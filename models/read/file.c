/* file - a regular file as one text */
#include "models/read/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *why_unfit(const struct stat *about)
{
    if (S_ISDIR(about->st_mode))
        return "a folder, not a file";
    if (!S_ISREG(about->st_mode))
        return "not a regular file";
    return about->st_size > FILE_LARGEST ? "larger than 32 MB" : NULL;
}

/* Bytes read, at most `room`; -1 with errno on failure. */
static ptrdiff_t read_all(int file, char *into, size_t room)
{
    size_t length = 0;
    while (length < room) {
        ssize_t more = read(file, into + length, room - length);
        if (more < 0 && errno == EINTR)
            continue;
        if (more < 0)
            return -1;
        if (more == 0)
            break;
        length += (size_t)more;
    }
    return (ptrdiff_t)length;
}

static bool read_open(Arena *arena, int file, Source *source, Diag *diag)
{
    Span whole = { .source = source };
    struct stat about;
    if (fstat(file, &about) != 0)
        return diag_error(diag, whole, "cannot be read: %s", strerror(errno));
    const char *unfit = why_unfit(&about);
    if (unfit != NULL)
        return diag_error(diag, whole, "cannot be read: it is %s", unfit);
    size_t room = (size_t)about.st_size;
    char *text = arena_take(arena, room + 1);
    ptrdiff_t length = read_all(file, text, room);
    if (length < 0)
        return diag_error(diag, whole, "cannot be read: %s", strerror(errno));
    source->text = text;
    source->size = (size_t)length;
    return true;
}

Source *file_read(Arena *arena, const char *path, const char *shown, Diag *diag)
{
    Source *source = arena_take(arena, sizeof *source);
    source->path = arena_copy(arena, shown, strlen(shown));
    int file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (file < 0) {
        diag_error(diag, (Span){ .source = source }, "cannot be opened: %s", strerror(errno));
        return NULL;
    }
    bool fine = read_open(arena, file, source, diag);
    close(file);
    return fine ? source : NULL;
}
