/* cmd_schema - JSON Schemas of what people write, so that an editor completes and checks it */
#include "cli/command.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/schema.h"

#include <stdio.h>
#include <stdlib.h>

static int run(int argc, char **argv)
{
    const char *path = NULL, *kind = NULL;
    const Option options[] = {
        { "output", 'o', "FILE", &path, NULL, "where it is written; standard output when not given" }, { 0 }
    };
    const Usage usage = {
        "schema",
        "[park|model|resources]",
        "Writes the JSON Schema (draft-07) of a park file, of a plant model or of the library's resources.",
        "an editor with the YAML language server uses it where a file begins with\n"
        "# yaml-language-server: $schema=park.schema.json\n",
        0,
        1
    };
    OptionsResult read = options_read(&usage, options, argc, argv, &kind);
    if (read != OPTIONS_READ)
        return read == OPTIONS_HELPED ? EXIT_SOLVED : EXIT_INPUT;
    json_t *schema = schema_of(kind != NULL ? kind : "park");
    if (schema == NULL) {
        fprintf(stderr, "coplant: error: '%s' is no kind of file; choose park, model or resources\n", kind);
        return EXIT_INPUT;
    }
    Output output;
    bool fine = output_open(&output, path);
    if (fine) {
        bool written = json_dumpf(schema, output.file, JSON_INDENT(1) | JSON_SORT_KEYS) == 0
                       && fputc('\n', output.file) != EOF;
        fine = output_finish(&output) && written;
    }
    json_decref(schema);
    return fine ? EXIT_SOLVED : EXIT_INPUT;
}

const Command command_schema = { "schema", "the JSON Schema of park files, for editors", run };
