/* cmd_export - the program as a file that other solvers read */
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/output.h"
#include "models/base/table.h"
#include "models/base/text.h"
#include "models/compile.h"
#include "models/program_name.h"
#include "solver/export.h"
#include "solver/memory.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_MOST = 220, PARK_MOST = 120 };

/* Readable names, each once: a second of the same name gets its number. */
static char **names_of(const Program *program, bool rows)
{
    size_t count = rows ? program->lp.rows : program->lp.columns;
    char **names = memory_take(count + 1, sizeof *names);
    Table seen;
    table_init(&seen);
    for (size_t i = 0; i < count; i++) {
        char name[NAME_MOST + 30];
        program_name(program, rows ? program_row_tag(program, i) : program_column_tag(program, i), name,
                     NAME_MOST);
        if (table_find(&seen, name) >= 0)
            snprintf(name + strlen(name), 30, ".n%zu", i + 1);
        names[i] = memory_take(strlen(name) + 1, 1);
        memcpy(names[i], name, strlen(name) + 1);
        table_add(&seen, names[i], (int)i);
    }
    table_release(&seen);
    return names;
}

static void free_names(char **names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(names[i]);
    free(names);
}

/* The park's name on the first line of the file: without what would end the line or a word, and no longer than fits. */
static void plain_name(const char *name, char into[PARK_MOST])
{
    size_t used = 0;
    for (const char *begin = name; *name != '\0'; begin = name) {
        bool odd = text_is_command(text_next(&name)) || *begin == ' ';
        size_t length = odd ? 1 : (size_t)(name - begin);
        if (used + length >= PARK_MOST)
            break;
        memcpy(into + used, odd ? "_" : begin, length);
        used += length;
    }
    into[used] = '\0';
}

/* Writers want a path; where the program belongs may be standard output, and what stands there must survive a failure. So it
 * is written to a file without a name, which is gone however the process ends, and copied. */
static bool write_program(const Program *program, ExportFormat format, FILE *scratch)
{
    char path[32], name[PARK_MOST], message[240] = "";
    snprintf(path, sizeof path, "/dev/fd/%d", fileno(scratch));
    plain_name(program->park->name, name);
    char **rows = names_of(program, true), **columns = names_of(program, false);
    bool fine = lp_export(&program->lp, format, name, (const char *const *)rows, (const char *const *)columns,
                          path, message);
    if (!fine)
        fprintf(stderr, "coplant: error: the program could not be written: %s\n", message);
    free_names(rows, program->lp.rows);
    free_names(columns, program->lp.columns);
    return fine;
}

static bool copy(FILE *from, FILE *to)
{
    char block[65536];
    size_t got;
    while ((got = fread(block, 1, sizeof block, from)) > 0)
        if (fwrite(block, 1, got, to) != got)
            return false;
    return !ferror(from);
}

static int save(const Program *program, ExportFormat format, const char *path)
{
    Output output;
    FILE *scratch = tmpfile();
    if (scratch == NULL) {
        fprintf(stderr, "coplant: error: no temporary file can be made: %s\n", strerror(errno));
        return EXIT_INPUT;
    }
    bool fine = write_program(program, format, scratch) && output_open(&output, path);
    if (fine) {
        bool copied = copy(scratch, output.file);
        fine = output_finish(&output) && copied;
    }
    fclose(scratch);
    return fine ? EXIT_SOLVED : EXIT_INPUT;
}

static int run(int argc, char **argv)
{
    bool lp = false, mps = false;
    const Option formats[] = {
        { "lp", 0, NULL, NULL, &lp, "CPLEX LP format (glpsol --lp, cbc)" },
        { "mps", 0, NULL, NULL, &mps, "free MPS format (glpsol --freemps, cbc)" },
        { 0 },
    };
    const Usage usage = { "export",
                          "PARK",
                          "Writes the linear program of a park as a file that other solvers read.",
                          "The objective is a least, in 1000 of the currency (or t) an hour.\n",
                          1,
                          1 };
    Arguments arguments;
    OptionsResult read = arguments_read(&usage, TAKES_FILE, formats, argc, argv, &arguments);
    if (read != OPTIONS_READ)
        return read == OPTIONS_HELPED ? EXIT_SOLVED : EXIT_INPUT;
    if (lp == mps) {
        fprintf(stderr, "coplant: error: choose one of --lp and --mps\n");
        return EXIT_INPUT;
    }
    Park *park = command_read_park(arguments.path, arguments.plants);
    if (park == NULL)
        return EXIT_INPUT;
    Program *program = program_compile(park, NULL);
    int status = save(program, lp ? EXPORT_LP : EXPORT_MPS, arguments.output);
    program_free(program);
    park_free(park);
    return status;
}

const Command command_export = { "export", "write the linear program for other solvers", run };
