/* cmd_help - the commands, and what a key of the language means, from the field tables */
#include "cli/command.h"
#include "cli/options.h"
#include "models/base/text.h"
#include "models/formulation/family.h"
#include "models/formulation/mix.h"
#include "models/plant.h"
#include "models/resource.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { NAMES_MOST = 200 };

/* A table of keys and the words for where they stand. */
typedef struct Section {
    const char *where;
    const char *noun; /* asked for as a whole, or NULL */
    const Field *fields;
} Section;

static size_t sections(Section section[32])
{
    size_t count = 0;
    section[count++] = (Section){"the park", "park", park_fields};
    section[count++] = (Section){"horizon", "horizon", horizon_fields};
    section[count++] = (Section){"a resource", "resources", resource_fields};
    section[count++] = (Section){"a plant model", "models", plant_fields};
    section[count++] = (Section){"a figure of a plant model", "figure", figure_fields};
    section[count++] = (Section){"a facility", "facilities", facility_fields};
    for (const Family *const *family = family_all(); *family != NULL && count < 30; family++) {
        section[count++] = (Section){(*family)->help, (*family)->key, (*family)->fields};
        if (*family == &family_mix)
            section[count++] = (Section){"an ingredient of a mix", "of", mix_share_fields};
    }
    return count;
}

static const char *kind_of(const Field *field)
{
    static const char *const kinds[] = {
        [FIELD_TEXT] = "a text",          [FIELD_TITLE] = "a text, or {en: , zh: }",  [FIELD_SWITCH] = "true or false",
        [FIELD_CHOICE] = "one of",        [FIELD_AMOUNT] = "an amount",               [FIELD_RESOURCE] = "a resource",
        [FIELD_FACILITY] = "a facility",  [FIELD_NODE] = "a map or a list",   [FIELD_SECTION] = "a map or a list",
    };
    return kinds[field->kind];
}

/* t, kNm3, GJ are what the program counts in; people may write any unit of that kind. */
static void say_unit(const Field *field)
{
    if (strcmp(field->unit, "1") == 0)
        printf("a number or a share, such as 0.7 or 70 %%");
    else
        printf("an amount in units of %s", field->unit);
}

static void say_amount(const Field *field)
{
    say_unit(field);
    if (field->min != 0 || field->max != 0) {
        char low[32], high[32];
        printf("; from %s to %s", text_shortest(field->min, low), text_shortest(field->max, high));
        if (strcmp(field->unit, "1") != 0)
            printf(" %s", field->unit);
    }
    if (!field->need) {
        char value[32];
        if (isinf(field->value))
            printf("; default: no limit");
        else if (!isnan(field->value))
            printf("; default: %s", text_shortest(field->value, value));
    }
}

static void say_field(const Field *field, const char *where)
{
    printf("%s  (%s)\n    %s\n    ", field->name, where, field->help[0] != '\0' ? field->help : "the same, in another unit");
    if (field->kind == FIELD_AMOUNT) {
        say_amount(field);
    } else {
        printf("%s", kind_of(field));
        for (size_t i = 0; field->kind == FIELD_CHOICE && field->choices[i] != NULL; i++)
            if (field->choices[i][0] != '\0')
                printf("%s %s", i > 0 ? "," : "", field->choices[i]);
    }
    printf("%s\n", field->need ? "; needed" : "");
}

static int say_key(const char *key)
{
    Section section[32];
    size_t count = sections(section), found = 0, names = 0;
    const char *name[NAMES_MOST];
    for (size_t i = 0; i < count; i++) {
        if (strcmp(section[i].noun, key) == 0) {
            if (found++ > 0)
                printf("\n");
            printf("%s: %s; its keys are", key, section[i].where);
            for (const Field *field = section[i].fields; field->name != NULL; field++)
                if (field == section[i].fields || strcmp(field->name, field[-1].name) != 0)
                    printf("%s %s", field == section[i].fields ? "" : ",", field->name);
            printf("\n");
        }
        if (names < NAMES_MOST)
            name[names++] = section[i].noun;
        for (const Field *field = section[i].fields; field->name != NULL; field++) {
            if (names < NAMES_MOST)
                name[names++] = field->name;
            if (strcmp(field->name, key) != 0)
                continue;
            if (found++ > 0)
                printf("\n");
            say_field(field, section[i].where);
        }
    }
    if (found > 0)
        return EXIT_SOLVED;
    const char *near = text_nearest(key, name, names);
    if (near != NULL)
        fprintf(stderr, "coplant: error: '%s' is no key of the language; did you mean '%s'?\n", key, near);
    else
        fprintf(stderr, "coplant: error: '%s' is no key of the language; `coplant help` lists them\n", key);
    return EXIT_INPUT;
}

static int say_all(void)
{
    printf("coplant finds how the works of an industrial park should use each other's by-products.\n\n"
           "usage: coplant COMMAND [options] ...\n\ncommands:\n");
    for (const Command *const *command = command_all(); *command != NULL; command++)
        printf("  %-10s %s\n", (*command)->name, (*command)->help);
    printf("\n`coplant COMMAND --help` lists the options of a command.\n"
           "`coplant help KEY` says what a key of the language means; the keys are\n");
    Section section[32];
    size_t count = sections(section);
    for (size_t i = 0; i < count; i++) {
        printf("  %s:", section[i].noun);
        for (const Field *field = section[i].fields; field->name != NULL; field++)
            if (field == section[i].fields || strcmp(field->name, field[-1].name) != 0)
                printf(" %s", field->name);
        printf("\n");
    }
    return EXIT_SOLVED;
}

static int run(int argc, char **argv)
{
    const char *key = NULL;
    const Option options[] = {{0}};
    const Usage usage = {"help", "[KEY]", "Lists the commands, or says what a key of the language means.", NULL, 0, 1};
    OptionsResult read = options_read(&usage, options, argc, argv, &key);
    if (read != OPTIONS_READ)
        return read == OPTIONS_HELPED ? EXIT_SOLVED : EXIT_INPUT;
    return key != NULL ? say_key(key) : say_all();
}

const Command command_help = {"help", "the commands, or what a key of the language means", run};
