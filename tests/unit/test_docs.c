/* test_docs - docs/language.md names every key of the language, and no key that does not exist */
#include "models/formulation/family.h"
#include "models/formulation/mix.h"
#include "models/measure.h"
#include "models/horizon.h"
#include "models/park_file.h"
#include "models/series.h"
#include "models/plant.h"
#include "models/resource.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_whole(const char *path)
{
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    enum { MOST = 1 << 20 };
    char *text = calloc(MOST, 1);
    assert_non_null(text);
    assert_true(fread(text, 1, MOST - 1, file) > 0);
    fclose(file);
    return text;
}

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

static bool says(const char *text, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = strstr(text, word); at != NULL; at = strstr(at + 1, word))
        if ((at == text || !is_word(at[-1])) && !is_word(at[length]))
            return true;
    return false;
}

/* Every table of keys, those of the families with the others. */
static size_t tables(const Field *table[32])
{
    size_t count = 0;
    table[count++] = park_fields;
    table[count++] = horizon_fields;
    table[count++] = typical_fields;
    table[count++] = series_fields;
    table[count++] = series_use_fields;
    table[count++] = resource_fields;
    table[count++] = plant_fields;
    table[count++] = figure_fields;
    table[count++] = facility_fields;
    table[count++] = mix_share_fields;
    for (const Family *const *family = family_all(); *family != NULL; family++)
        table[count++] = (*family)->fields;
    return count;
}

static void every_key_is_in_the_manual(void **state)
{
    (void)state;
    char *manual = read_whole(COPLANT_ROOT "/docs/language.md");
    const Field *table[32];
    size_t count = tables(table);
    for (size_t i = 0; i < count; i++)
        for (const Field *field = table[i]; field->name != NULL; field++)
            if (!says(manual, field->name))
                fail_msg("docs/language.md does not name '%s'", field->name);
    free(manual);
}

/* A key without help helps nobody; only the second unit of the same key may go without. */
static void every_key_has_help(void **state)
{
    (void)state;
    const Field *table[32];
    size_t count = tables(table);
    for (size_t i = 0; i < count; i++)
        for (const Field *field = table[i]; field->name != NULL; field++) {
            bool again = field > table[i] && strcmp(field->name, field[-1].name) == 0;
            if (!again && (field->help == NULL || field->help[0] == '\0'))
                fail_msg("'%s' has no help", field->name);
        }
}

/* The first cell of each row of a table names keys in backticks: `buys.*.price`, `min`, `max`. */
static bool is_key(const char *word)
{
    const Field *table[32];
    size_t count = tables(table);
    for (size_t i = 0; i < count; i++)
        for (const Field *field = table[i]; field->name != NULL; field++)
            if (strcmp(field->name, word) == 0)
                return true;
    for (const Family *const *family = family_all(); *family != NULL; family++)
        if (strcmp((*family)->key, word) == 0)
            return true;
    return false;
}

static void check_cell(char *cell)
{
    for (char *word = strtok(cell, "`.*, |"); word != NULL; word = strtok(NULL, "`.*, |"))
        if (!is_key(word))
            fail_msg("docs/language.md names '%s', which is no key", word);
}

static void the_manual_names_no_other_key(void **state)
{
    (void)state;
    char *manual = read_whole(COPLANT_ROOT "/docs/language.md");
    size_t rows = 0;
    for (char *line = manual; line != NULL;) {
        char *next = strchr(line, '\n');
        if (next != NULL)
            *next++ = '\0';
        char *end = strncmp(line, "| `", 3) == 0 ? strchr(line + 2, '|') : NULL;
        if (end != NULL) {
            *end = '\0';
            check_cell(line + 2);
            rows++;
        }
        line = next;
    }
    assert_true(rows > 20);
    free(manual);
}

static void every_measure_is_in_the_manual(void **state)
{
    (void)state;
    char *manual = read_whole(COPLANT_ROOT "/docs/language.md");
    for (const Measure *measure = measure_all(); measure->name != NULL; measure++)
        if (!measure_is_money(measure) && !says(manual, measure->name))
            fail_msg("docs/language.md does not name '%s'", measure->name);
    free(manual);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_is_in_the_manual),
        cmocka_unit_test(every_key_has_help),
        cmocka_unit_test(the_manual_names_no_other_key),
        cmocka_unit_test(every_measure_is_in_the_manual),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
