/* test_plants - every model of the library stands in a park of its own: inputs bought, outputs sold
 *
 * What takes heat has a burner beside it, what gives nothing but heat has water to warm. It reads without a warning, keeps mass, energy
 * and elements or says where the rest goes, makes one unit of its first output, and the plan is proved. Its titles, and those of all that
 * it takes and gives, stand in both languages; its figures say where they come from. */
#include "models/audit.h"
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
    const char *seen[256], *sold[64]; /* resources that are bought, and sold */
    size_t seens, solds;
    bool asked;
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

static bool is_bought(const Draft *draft, const char *resource)
{
    for (size_t i = 0; i < draft->seens; i++)
        if (strcmp(draft->seen[i], resource) == 0)
            return true;
    return false;
}

static void buy(Draft *draft, const char *resource)
{
    if (is_bought(draft, resource))
        return;
    draft->seen[draft->seens++] = resource;
    if (!is_ambient(draft, resource))
        write(draft, "      %s: {price: 10 CNY/%s}\n", resource, unit_of(draft, resource));
}

/* What a map with `in` and `mixes` takes: the model, one of its modes, or one of its pieces. */
static void buy_recipe(Draft *draft, const Node *recipe)
{
    const Node *in = node_find(recipe, "in"), *mixes = node_find(recipe, "mixes");
    for (const Node *node = in != NULL ? in->first : NULL; node != NULL; node = node->next)
        buy(draft, node->key);
    for (const Node *mix = mixes != NULL ? mixes->first : NULL; mix != NULL; mix = mix->next)
        for (const Node *node = node_find(mix, "of")->first; node != NULL; node = node->next)
            buy(draft, node->key != NULL ? node->key : node->text);
}

/* One unit of the first that is not bought too must be made. */
static void sell_recipe(Draft *draft, const Node *recipe)
{
    const Node *out = node_find(recipe, "out");
    for (const Node *node = out != NULL ? out->first : NULL; node != NULL; node = node->next) {
        bool again = false;
        for (size_t i = 0; i < draft->solds; i++)
            again = again || strcmp(draft->sold[i], node->key) == 0;
        if (again || is_ambient(draft, node->key))
            continue;
        const char *unit = unit_of(draft, node->key);
        write(draft, "      %s: {price: 1 CNY/%s", node->key, unit);
        if (!draft->asked && !is_bought(draft, node->key)) {
            draft->asked = true;
            write(draft, ", min: 1 %s/h, max: 1 %s/h", unit, unit);
        }
        write(draft, "}\n");
        draft->sold[draft->solds++] = node->key;
    }
}

static void each_recipe(Draft *draft, const Node *model, void (*what)(Draft *draft, const Node *recipe))
{
    static const char *const keys[] = { "modes", "piecewise" };
    what(draft, model);
    for (size_t i = 0; i < 2; i++) {
        const Node *several = node_find(model, keys[i]);
        for (const Node *one = several != NULL ? several->first : NULL; one != NULL; one = one->next)
            what(draft, one);
    }
}

static bool takes_heat(const Node *model)
{
    const Node *heat = node_find(model, "heat");
    for (const Node *stream = heat != NULL ? heat->first : NULL; stream != NULL; stream = stream->next) {
        const Node *segments = node_find(stream, "segments");
        if (node_find(segments != NULL ? segments->first : stream, "takes") != NULL)
            return true;
    }
    return false;
}

static bool gives_only_heat(const Node *model)
{
    return node_find(model, "heat") != NULL && node_find(model, "out") == NULL
           && node_find(model, "modes") == NULL;
}

/* It takes no power, so that what makes power has to. */
static const char burner[] =
    "models:\n  burner: {basis: 1 GJ heat, in: {natural_gas: 28 Nm3}, losses: {mass: burnt gas}, "
    "heat: [{name: burnt gas, gives: 1 GJ, from: 1000 degC, to: 150 degC}]}\n";

static void expect_both(const Title *title, const char *of)
{
    if (title->en == NULL || title->zh == NULL || *title->en == '\0' || *title->zh == '\0')
        fail_msg("%s has no title in both languages", of);
}

static void expect_titles(const Park *park, const Draft *draft)
{
    expect_both(&((const Process *)park->item[0])->title, ((const Process *)park->item[0])->model);
    for (size_t i = 0; i < draft->seens + draft->solds; i++) {
        const char *name = i < draft->seens ? draft->seen[i] : draft->sold[i - draft->seens];
        expect_both(&park->resource[table_find(&park->resource_table, name)].title, name);
    }
}

/* S and a number that the model lists under `sources`, C, or M, and then words. */
static void expect_source(const Node *model, const Node *figure, const char *name)
{
    const Node *source = node_find(figure, "source"), *list = node_find(model, "sources");
    if (source == NULL)
        fail_msg("%s: '%s' does not say where it comes from", name, figure->key);
    const char *mark = source->text;
    size_t length = 1 + strspn(mark + 1, "0123456789");
    bool known = (mark[0] == 'C' || mark[0] == 'M') && length == 1;
    for (const Node *node = list != NULL ? list->first : NULL; node != NULL; node = node->next)
        known = known
                || (mark[0] == 'S' && length > 1 && strncmp(node->text, mark, length) == 0
                    && node->text[length] == ' ');
    if (!known || (mark[length] != '\0' && strchr(" ,;", mark[length]) == NULL))
        fail_msg("%s: the source of '%s', '%s', is no S-number of its sources, nor C, nor M", name,
                 figure->key, mark);
}

static void expect_sources(const Node *model, const Node *recipe, const char *name)
{
    static const char *const keys[] = { "in", "out", "emissions", "mixes" };
    const char *basis = node_find(model, "basis")->text;
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        const Node *map = node_find(recipe, keys[i]);
        for (const Node *figure = map != NULL ? map->first : NULL; figure != NULL; figure = figure->next) {
            size_t key = strlen(figure->key), all = strlen(basis);
            bool is_basis = figure->kind == NODE_SCALAR && all > key
                            && strcmp(basis + all - key, figure->key) == 0;
            if (!is_basis)
                expect_source(model, figure, name);
        }
    }
}

/* Modes and pieces too. */
static void expect_all_sources(const Node *model, const char *name)
{
    static const char *const keys[] = { "modes", "piecewise" };
    expect_sources(model, model, name);
    for (size_t i = 0; i < 2; i++) {
        const Node *several = node_find(model, keys[i]);
        for (const Node *one = several != NULL ? several->first : NULL; one != NULL; one = one->next)
            expect_sources(model, one, name);
    }
}

static void expect_closure(const Park *park, const char *name)
{
    Closure closure;
    for (size_t at = 0; audit_next(park, FILLED_AS_REQUIRED, &at, &closure);)
        for (int line = 0; line < AUDIT_LINES; line++) {
            Verdict verdict = audit_verdict(&closure, line);
            if (verdict == UNEXPLAINED || verdict == FROM_NOTHING)
                fail_msg("%s: its %s does not close: %g to %g in, %g out, %g", name, audit_line_name(line),
                         closure.line[line].in[0], closure.line[line].in[1], closure.line[line].out,
                         closure.dry[0]);
            if (verdict == UNTOLD && line < AUDIT_ELEMENT)
                fail_msg("%s: its %s is not known", name, audit_line_name(line));
        }
}

static void try_model(Arena *arena, const Node *resources, const char *name)
{
    Diag *diag = diag_create();
    const Node *model = tree_read_file(arena, arena_print(arena, PLANTS "/%s.yaml", name), name, diag);
    assert_non_null(model);
    assert_string_equal(node_find(model, "model")->text, name);
    const Node *whole = model;
    for (const Node *base; (base = node_find(model, "extends")) != NULL;) {
        model = tree_read_file(arena, arena_print(arena, PLANTS "/%s.yaml", base->text), base->text, diag);
        whole = tree_overlay(arena, model, whole, false);
    }
    expect_all_sources(whole, name);

    Draft *draft = arena_take(arena, sizeof *draft);
    draft->resources = resources;
    write(draft, "coplant: 1\npark: alone\n%sfacilities:\n  works:\n    processes:\n      it: {model: %s}\n",
          burner, name);
    const Node *water = NULL;
    if (takes_heat(whole))
        write(draft, "      burner: {model: burner}\n");
    if (gives_only_heat(whole)) {
        static const char warming[] = "power/hot_water_from_waste_heat";
        water = tree_read_file(arena, arena_print(arena, PLANTS "/%s.yaml", warming), warming, diag);
        write(draft, "      water: {model: %s}\n", warming);
    }
    write(draft, "    buys:\n");
    each_recipe(draft, whole, buy_recipe);
    buy_recipe(draft, water);
    if (takes_heat(whole))
        buy(draft, "natural_gas");
    write(draft, "    sells:\n");
    each_recipe(draft, whole, sell_recipe);
    sell_recipe(draft, water);

    const ParkOptions options = { .plants = PLANTS };
    Park *park = park_read_text(draft->text, draft->used, name, &options, diag);
    if (park == NULL || diag_warnings(diag) > 0) {
        diag_write(diag, stderr);
        fail_msg("%s does not stand alone", name);
    }
    expect_titles(park, draft);
    expect_closure(park, name);
    const LpOptions solving = { 0 };
    Outcome *outcome = outcome_solve(park, program_compile(park, NULL), &solving);
    if (!outcome_proved(outcome))
        fail_msg("%s: %s %s", name, lp_status_name(outcome->result.status), outcome->result.message);
    int activity = program_find(outcome->program, (Tag){ COLUMN_ACTIVITY, 0, -1, 0 });
    assert_ptr_equal(park->item[0]->family, &family_process);
    if (!(outcome->result.x[activity] > 0))
        fail_msg("%s does not run", name);
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
    assert_true(tried >= 150);
    globfree(&found);
    diag_free(diag);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(every_model_stands_alone) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
