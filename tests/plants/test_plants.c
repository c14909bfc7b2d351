/* test_plants - every model of the library stands in a park of its own: inputs bought, outputs sold
 *
 * It reads, its recipe keeps carbon and mass, it makes one unit of its first output, and the plan is proved. */
#include "models/base/arena.h"
#include "models/base/text.h"
#include "models/compile.h"
#include "models/formulation/family.h"
#include "models/outcome.h"
#include "models/park_file.h"
#include "models/plant.h"
#include "models/read/tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PLANTS COPLANT_ROOT "/plants"

/* A park as it is written. */
typedef struct Draft {
    char text[65536];
    size_t used;
    const Node *resources;
    const char *seen[256];
    size_t seens;
} Draft;

__attribute__((format(printf, 2, 3))) static void write(Draft *draft, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    draft->used += (size_t)vsnprintf(draft->text + draft->used, sizeof draft->text - draft->used, format,
                                     values);
    va_end(values);
    assert_true(draft->used < sizeof draft->text);
}

static bool is_ambient(const Draft *draft, const char *resource)
{
    const Node *ambient = node_find(node_find(draft->resources, resource), "ambient");
    return ambient != NULL && strcmp(ambient->text, "true") == 0;
}

static const char *unit_of(const Draft *draft, const char *resource)
{
    const Node *unit = node_find(node_find(draft->resources, resource), "unit");
    if (unit == NULL)
        fail_msg("plants/resources.yaml has no '%s'", resource);
    return unit->text;
}

static void buy(Draft *draft, const char *resource)
{
    for (size_t i = 0; i < draft->seens; i++)
        if (strcmp(draft->seen[i], resource) == 0)
            return;
    draft->seen[draft->seens++] = resource;
    if (!is_ambient(draft, resource))
        write(draft, "      %s: {price: 10 CNY/%s}\n", resource, unit_of(draft, resource));
}

static void buy_inputs(Draft *draft, const Node *model)
{
    write(draft, "    buys:\n");
    const Node *in = node_find(model, "in"), *mixes = node_find(model, "mixes");
    for (const Node *node = in != NULL ? in->first : NULL; node != NULL; node = node->next)
        buy(draft, node->key);
    for (const Node *mix = mixes != NULL ? mixes->first : NULL; mix != NULL; mix = mix->next)
        for (const Node *node = node_find(mix, "of")->first; node != NULL; node = node->next)
            buy(draft, node->key != NULL ? node->key : node->text);
}

static void sell_outputs(Draft *draft, const Node *model)
{
    write(draft, "    sells:\n");
    bool first = true;
    const Node *out = node_find(model, "out");
    assert_non_null(out);
    for (const Node *node = out->first; node != NULL; node = node->next) {
        if (is_ambient(draft, node->key))
            continue;
        const char *unit = unit_of(draft, node->key);
        write(draft, "      %s: {price: 1 CNY/%s", node->key, unit);
        if (first)
            write(draft, ", min: 1 %s/h, max: 1 %s/h", unit, unit);
        write(draft, "}\n");
        first = false;
    }
}

static void expect_title(const Node *model, const char *name)
{
    const Node *title = node_find(model, "title");
    if (node_find(title, "en") == NULL || node_find(title, "zh") == NULL)
        fail_msg("%s has no title in both languages", name);
}

static void try_model(Arena *arena, const Node *resources, const char *name)
{
    Diag *diag = diag_create();
    const Node *model = tree_read_file(arena, arena_print(arena, PLANTS "/%s.yaml", name), name, diag);
    assert_non_null(model);
    expect_title(model, name);
    assert_string_equal(node_find(model, "model")->text, name);

    Draft *draft = arena_take(arena, sizeof *draft);
    draft->resources = resources;
    write(draft, "coplant: 1\npark: alone\nfacilities:\n  works:\n    processes:\n      it: {model: %s}\n",
          name);
    buy_inputs(draft, model);
    sell_outputs(draft, model);

    const ParkOptions options = { .plants = PLANTS };
    Park *park = park_read_text(draft->text, draft->used, name, &options, diag);
    if (park == NULL || diag_warnings(diag) > 0) {
        diag_write(diag, stderr);
        fail_msg("%s does not stand alone", name);
    }
    const LpOptions solving = { 0 };
    Outcome *outcome = outcome_solve(park, program_compile(park, NULL), &solving);
    if (!outcome_proved(outcome))
        fail_msg("%s: %s %s", name, lp_status_name(outcome->result.status), outcome->result.message);
    int activity = program_find(outcome->program, (Tag){ COLUMN_ACTIVITY, 0, -1, 0 });
    assert_ptr_equal(park->item[0]->family, &family_process);
    assert_true(outcome->result.x[activity] > 0);
    outcome_free(outcome);
    park_free(park);
    diag_free(diag);
}

/* Everything below plants/ but the parks is a plant model: <industry>/<name>.yaml. */
static void every_model_stands_alone(void **state)
{
    (void)state;
    Arena *arena = arena_create();
    Diag *diag = diag_create();
    const Node *root = tree_read_file(arena, PLANTS "/resources.yaml", "resources.yaml", diag);
    assert_non_null(root);
    glob_t found;
    assert_int_equal(glob(PLANTS "/*/*.yaml", 0, NULL, &found), 0);
    size_t tried = 0;
    for (size_t i = 0; i < found.gl_pathc; i++) {
        const char *name = found.gl_pathv[i] + strlen(PLANTS) + 1;
        if (strncmp(name, "parks/", 6) == 0)
            continue;
        try_model(arena, node_find(root, "resources"), arena_copy(arena, name, strlen(name) - 5));
        tried++;
    }
    printf("%zu plant models\n", tried);
    assert_true(tried >= 25);
    globfree(&found);
    diag_free(diag);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(every_model_stands_alone) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
