/* cmd_help - the commands, and what a key of the language means, from the field tables */
#include "cli/command.h"
#include "cli/options.h"
#include "models/base/text.h"
#include "models/formulation/family.h"
#include "models/formulation/heat.h"
#include "models/formulation/mix.h"
#include "models/formulation/zone.h"
#include "models/horizon.h"
#include "models/measure.h"
#include "models/park_file.h"
#include "models/plant.h"
#include "models/resource.h"
#include "models/series.h"

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

static size_t sections(Section section[64])
{
    size_t count = 0;
    section[count++] = (Section){ "the park", "park", park_fields };
    section[count++] = (Section){ "horizon", "horizon", horizon_fields };
    section[count++] = (Section){ "a typical stretch of the horizon", "typical", typical_fields };
    section[count++] = (Section){ "a series", "series", series_fields };
    section[count++] = (Section){ "an amount by period", "by period", series_use_fields };
    section[count++] = (Section){ "a resource", "resources", resource_fields };
    section[count++] = (Section){ "a plant model", "models", plant_fields };
    section[count++] = (Section){ "a figure of a plant model", "figure", figure_fields };
    section[count++] = (Section){ "a facility", "facilities", facility_fields };
    for (const Family *const *family = family_all(); *family != NULL && count < 60; family++) {
        section[count++] = (Section){ (*family)->help, (*family)->key, (*family)->fields };
        if (*family == &family_mix)
            section[count++] = (Section){ "an ingredient of a mix", "of", mix_share_fields };
        if (*family == &family_heat)
            section[count++] = (Section){ "a part of a heat stream", "segments", heat_segment_fields };
        if (*family == &family_zone)
            section[count++] = (Section){ "contributions of a zone", "contributions",
                                          zone_contribution_fields };
    }
    return count;
}

static const char *kind_of(const Field *field)
{
    static const char *const kinds[] = {
        [FIELD_TEXT] = "a text",          [FIELD_TITLE] = "a text, or {en: , zh: }",
        [FIELD_SWITCH] = "true or false", [FIELD_CHOICE] = "one of",
        [FIELD_AMOUNT] = "an amount",     [FIELD_TEMPERATURE] = "a temperature, such as 330 degC or 603 K",
        [FIELD_RESOURCE] = "a resource",  [FIELD_FACILITY] = "a facility",
    };
    if (field->kind != FIELD_SECTION)
        return kinds[field->kind];
    for (const Family *const *family = family_all(); *family != NULL; family++)
        if (strcmp((*family)->key, field->name) == 0)
            return (*family)->naming == NAMED_NOT           ? "a list"
                   : (*family)->naming == NAMED_BY_RESOURCE ? "a map by resource"
                                                            : "a map by name";
    return "a map from resources to amounts";
}

/* The units of the tables as people say and write them. */
static const struct {
    const char *unit, *says;
} units[] = {
    { "1", "a number or a share, such as 0.7 or 70 %" },
    { "GJ/resource", "energy per unit of the resource, such as 17.3 MJ/Nm3" },
    { "t/resource", "mass per unit of the resource, such as 0.21 kg/Nm3, or a share such as 72 %" },
    { "resource/h", "amount of the resource by time, such as 2.2 Mt/a, 80000 Nm3/h or 250 MW" },
    { "basis/h", "units of the basis by time, such as 5000 t/d or 150 MW" },
    { "money/resource", "money per unit of the resource, such as 1350 CNY/t or 0.62 CNY/kWh" },
    { "money/resource/km", "money per unit of the resource and length, such as 0.35 CNY/t/km" },
    { "money/basis", "money per unit of the basis, such as 12 CNY/t" },
    { "money/(basis/h)", "money per unit of the basis by time, such as 950 CNY/(t/a)" },
    { "money/(basis/h)/h", "that by time, such as 30 CNY/(t/a)/a" },
    { "money/t", "money per mass, such as 90 CNY/t" },
    { "1/km", "a share by length, such as 3 %/km" },
    { "km", "a length, such as 2.5 km" },
    { "h", "a time, such as 8760 h" },
    { "GJ", "an energy, such as 3.3 GJ" },
    { "GJ/h", "energy by time, such as 80 MW or 12 GJ/h" },
    { "GJ/GJ", "energy for energy, such as 5 kWh/GJ" },
    { "money/GJ", "money per energy, such as 22 CNY/GJ" },
    { "money/GJ/km", "money per energy and length, such as 0.5 CNY/GJ/km" },
    { "K", "a difference of temperatures, such as 10 K" },
    { "t", "a mass, such as 1.5 t" },
    { "kNm3", "a volume of gas, such as 430 Nm3" },
    { "m3", "a volume, such as 2 m3" },
};

static void say_unit(const Field *field)
{
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (strcmp(units[i].unit, field->unit) == 0) {
            printf("%s", units[i].says);
            return;
        }
    printf("an amount in units of %s", field->unit);
}

/* A largest value of a million and more keeps slips of the unit out; no one need know it. */
static void say_range(const Field *field)
{
    enum { NO_LIMIT = 1000000 };
    char low[32], high[32];
    if (field->min == 0 && field->max == 0)
        return;
    text_shortest(field->min, low);
    text_shortest(field->max, high);
    bool plain = strstr(field->unit, "resource") == NULL && strstr(field->unit, "basis") == NULL;
    if (field->max < NO_LIMIT && plain)
        printf("; from %s to %s", low, high);
    else if (field->min == 0)
        printf("; %s", field->open ? "more than nothing" : "not below nothing");
}

static void say_amount(const Field *field)
{
    say_unit(field);
    say_range(field);
    if (!field->need && !isnan(field->value)) {
        char value[32];
        printf("; default: %s", isinf(field->value) ? "no limit" : text_shortest(field->value, value));
    }
}

static void say_field(const Field *field, const char *where)
{
    printf("%s  (%s)\n    %s", field->name, where,
           field->help[0] != '\0' ? field->help : "the same, in another unit");
    if (field->kind == FIELD_NODE) { /* its help says its form */
        printf("%s\n", field->need ? "; needed" : "");
        return;
    }
    printf("\n    ");
    if (field->kind == FIELD_AMOUNT) {
        say_amount(field);
    } else {
        printf("%s", kind_of(field));
        const char *comma = "";
        for (size_t i = 0; field->kind == FIELD_CHOICE && field->choices[i] != NULL; i++)
            if (field->choices[i][0] != '\0') {
                printf("%s %s", comma, field->choices[i]);
                comma = ",";
            }
    }
    printf("%s\n", field->need ? "; needed" : "");
}

/* What can stand under `targets`: one that is called so, NULL: all; returns how many. */
static size_t say_measures(const char *name)
{
    size_t said = 0;
    for (const Measure *measure = measure_all(); measure->name != NULL; measure++) {
        if (measure_is_money(measure) || (name != NULL && strcmp(measure->name, name) != 0))
            continue;
        const char *unit = measure_is_share(measure) ? "%" : measure->unit;
        printf("  %-24s %s, %s%s\n", measure->name, measure->title, unit,
               measure_is_ratio(measure) ? "" : "/a");
        said++;
    }
    return said;
}

static int say_key(const char *key)
{
    Section section[64];
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
            if (section[i].fields == family_target.fields)
                say_measures(NULL);
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
    if (found > 0 || say_measures(key) > 0)
        return EXIT_SOLVED;
    for (const Command *const *command = command_all(); *command != NULL; command++)
        if (strcmp((*command)->name, key) == 0)
            return (*command)->run(1, (char *[]){ (char[]){ "--help" }, NULL });
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
    Section section[64];
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
    const Option options[] = { { 0 } };
    const Usage usage = { "help", "[KEY]", "Lists the commands, or says what a key of the language means.",
                          NULL,   0,       1 };
    OptionsResult read = options_read(&usage, options, argc, argv, &key);
    if (read != OPTIONS_READ)
        return read == OPTIONS_HELPED ? EXIT_SOLVED : EXIT_INPUT;
    return key != NULL ? say_key(key) : say_all();
}

const Command command_help = { "help", "the commands, or what a key of the language means", run };
