/* cmd_export - the program as a file that other solvers read */
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/output.h"
#include "models/base/table.h"
#include "models/compile.h"
#include "solver/export.h"
#include "solver/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NAME_MOST = 220 };

/* Readable names, each once: a second of the same name gets its number. */
static char **names_of(const Program *program, bool rows)
{
    size_t count = rows ? program->lp.rows : program->lp.columns;
    char **names = memory_take(count + 1, sizeof *names);
    Table seen;
    table_init(&seen);
    for (size_t i = 0; i < count; i++) {
        char name[NAME_MOST + 30];
        program_name(program, rows ? program->row_tag[i] : program->column_tag[i], name, NAME_MOST);
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

/* GLPK writes to a path; the file is made beside its place, or copied to standard output. */
static bool write_program(const Program *program, ExportFormat format, const char *path, char message[240])
{
    char **rows = names_of(program, true), **columns = names_of(program, false);
    bool fine = lp_export(&program->lp, format, program->park->name, (const char *const *)rows, (const char *const *)columns, path, message);
    free_names(rows, program->lp.rows);
    free_names(columns, program->lp.columns);
    return fine;
}

static bool copy_to(const char *path, FILE *out)
{
    FILE *file = fopen(path, "r");
    char block[65536];
    size_t got = 0;
    while (file != NULL && (got = fread(block, 1, sizeof block, file)) > 0)
        if (fwrite(block, 1, got, out) != got)
            break;
    bool fine = file != NULL && !ferror(file) && !ferror(out);
    if (file != NULL)
        fclose(file);
    return fine;
}

static int save(const Program *program, ExportFormat format, const char *path)
{
    char message[240] = "", temporary[] = "/tmp/coplant-export-XXXXXX";
    Output output;
    int made = mkstemp(temporary);
    if (made < 0) {
        fprintf(stderr, "coplant: error: no temporary file can be made in /tmp\n");
        return EXIT_INPUT;
    }
    close(made);
    bool written = write_program(program, format, temporary, message);
    if (!written)
        fprintf(stderr, "coplant: error: the program could not be written: %s\n", message);
    bool fine = written && output_open(&output, path);
    if (fine) {
        bool copied = copy_to(temporary, output.file);
        fine = output_finish(&output) && copied;
    }
    unlink(temporary);
    return fine ? EXIT_SOLVED : EXIT_INPUT;
}

static int run(int argc, char **argv)
{
    bool lp = false, mps = false;
    const Option formats[] = {
        {"lp", 0, NULL, NULL, &lp, "CPLEX LP format (glpsol --lp, cbc)"},
        {"mps", 0, NULL, NULL, &mps, "free MPS format (glpsol --freemps, cbc)"},
        {0},
    };
    const Usage usage = {"export", "PARK", "Writes the linear program of a park as a file that other solvers read.",
                         "The objective is a least, in 1000 of the currency (or t) an hour.\n", 1, 1};
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

const Command command_export = {"export", "write the linear program for other solvers", run};
