/* process - a plant model as it is installed in a facility
 *
 *     min_load capacity <= activity[t] <= max_load availability capacity
 *     used_r[t] = in_r activity[t],   made_r[t] = out_r activity[t]
 *
 * In a period in which it is not available at all it stops, and min_load is none. activity counts units of the model's basis an hour. Flows are never columns of their own: they are the activity times a
 * figure of the recipe. */
#include "models/formulation/balance.h"
#include "models/formulation/family.h"
#include "models/formulation/mode.h"
#include "models/formulation/ramp.h"
#include "models/library.h"
#include "models/overlay.h"
#include "models/read/node.h"

#include <math.h>
#include <string.h>

static const Field fields[] = {
    { "model", FIELD_TEXT, offsetof(Process, model), .need = true, .help = "the plant model: industry/name" },
    { "title", FIELD_TITLE, offsetof(Process, title), .help = "its title in English and Chinese" },
    { "capacity", FIELD_AMOUNT, offsetof(Process, capacity), .unit = "basis/h", .varies = true, .min = 0,
      .max = 1e9, .value = INFINITY,
      .help = "most it can do, in its basis by time; no limit when not given" },
    { "availability", FIELD_AMOUNT, offsetof(Process, availability), .unit = "1", .varies = true, .min = 0,
      .max = 1, .value = 1, .help = "share of the time in which it can run" },
    { "min_load", FIELD_AMOUNT, offsetof(Process, min_load), .unit = "1", .varies = true, .min = 0, .max = 1,
      .help = "least it does, as a share of its capacity" },
    { "max_load", FIELD_AMOUNT, offsetof(Process, max_load), .unit = "1", .varies = true, .min = 0, .max = 2,
      .value = 1, .help = "most it does, as a share of its capacity" },
    { "ramp", FIELD_AMOUNT, offsetof(Process, ramp), .unit = "1/h", .min = 0, .max = 1e4, .value = INFINITY,
      .help = "most that its load may rise or fall by time, as a share of its capacity: 10 %/h" },
    { "ramp_up", FIELD_AMOUNT, offsetof(Process, ramp_up), .unit = "1/h", .min = 0, .max = 1e4,
      .value = INFINITY, .help = "most that its load may rise, where it is another share than it may fall" },
    { "ramp_down", FIELD_AMOUNT, offsetof(Process, ramp_down), .unit = "1/h", .min = 0, .max = 1e4,
      .value = INFINITY, .help = "most that its load may fall" },
    { "in", FIELD_NODE, offsetof(Process, in_node),
      .help = "this installation's own figures for what it takes: {coke: 340 kg}" },
    { "out", FIELD_NODE, offsetof(Process, out_node),
      .help = "this installation's own figures for what it gives: {slag: 0.3 t}" },
    { "mixes", FIELD_NODE, offsetof(Process, mixes_node),
      .help = "this installation's own figures of mixes: {fuel: {amount: 3.1 GJ}}" },
    { "modes", FIELD_NODE, offsetof(Process, modes_node),
      .help = "this installation's own figures of modes: {extraction: {cost: 4 CNY/MWh}}" },
    { "heat", FIELD_NODE, offsetof(Process, heat_node),
      .help = "this installation's own heat streams, as a list: [{name: walls, gives: 0.1 GJ}]" },
    { "cost", FIELD_NODE, offsetof(Process, cost_node),
      .help = "this installation's own running cost: 15 CNY/t" },
    { "emissions", FIELD_NODE, offsetof(Process, emissions_node),
      .help = "this installation's own figures for what goes to the air: {SO2: 0.1 kg}" },
    { "losses", FIELD_NODE, offsetof(Process, losses_node),
      .help = "this installation's own reasons for what is lost: {energy: exit gas}" },
    { 0 },
};

/* The keys of the installation that are the recipe's, as a map to lay over the model. */
static const Node *own_figures(Reading *reading, const Node *node)
{
    static const char *const keys[] = {
        "in", "out", "mixes", "modes", "heat", "cost", "emissions", "losses"
    };
    Node *own = node_emptied(reading->arena, node), *last = NULL;
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        const Node *found = node_find(node, keys[i]);
        if (found != NULL)
            last = node_append(reading->arena, own, last, found);
    }
    return own->count > 0 ? own : NULL;
}

/* An installation changes the mixes and modes of its model; it adds none, so that a slip of the keyboard is none. */
static void known_only(Reading *reading, const char *model, const char *noun, const Node *base,
                       const Node *own)
{
    const char *names[64];
    size_t count = 0;
    for (const Node *node = base != NULL ? base->first : NULL; node != NULL && count < 64; node = node->next)
        if (node->key != NULL)
            names[count++] = node->key;
    for (const Node *node = own != NULL ? own->first : NULL; node != NULL; node = node->next) {
        const Node named = { .text = node->key != NULL ? node->key : "", .span = node->key_span };
        if (node->key != NULL && node_find(base, node->key) == NULL)
            fields_reference(reading, &named, arena_print(reading->arena, "%s of %s", noun, model), names,
                             count, -1);
    }
}

static bool prepare(Reading *reading, Item *item, FieldScope *scope)
{
    Process *process = (Process *)item;
    const Node *name = node_find(item->node, "model");
    if (name == NULL)
        return diag_error(reading->diag, item->span, "'model' is missing: the plant model, industry/name");
    const Node *model = library_find(reading, name);
    if (model == NULL)
        return false;
    const Node *own = own_figures(reading, item->node);
    process->plant = own != NULL ? overlay_plant(reading->arena, model, own) : model;
    known_only(reading, name->text, "mode", node_find(model, "modes"), node_find(item->node, "modes"));
    known_only(reading, name->text, "mix", node_find(model, "mixes"), node_find(item->node, "mixes"));
    plant_read(reading, process); /* mistakes are counted; what is wrong with the installation is said too */
    scope->basis = process->basis;
    return process->basis != NULL;
}

/* The last piece ends below what must be done. */
static bool reaches_min_load(Reading *reading, const Process *process, size_t before)
{
    for (size_t i = before; i < reading->park->items; i++) {
        const Mode *piece = (const Mode *)reading->park->item[i];
        if (mode_is_piece(&piece->item) && piece->last && process->item.varyings == 0
            && process->min_load > piece->to * process->availability * (1 + 1e-12))
            return diag_error(reading->diag, item_span(&process->item, "min_load"),
                              "the least load, %.6g %%, is beyond the end of the last piece, %.6g %%",
                              100 * process->min_load, 100 * piece->to * process->availability);
    }
    return true;
}

/* In every period in which it does not stop. */
static bool loads_agree(Reading *reading, const Item *item)
{
    const size_t periods = item->varyings > 0 ? reading->park->periods : 1;
    ItemRoom room;
    for (size_t t = 0; t < periods; t++) {
        const Process *now = (const Process *)item_at(item, (int)t, &room);
        const double most = now->max_load * now->availability;
        const bool stops = item->varyings > 0 && plant_stops(now);
        if (stops || now->min_load <= most * (1 + 1e-12))
            continue;
        const char *when = item->varyings > 0 ? arena_print(reading->arena, " in period %zu", t + 1) : "";
        return diag_error(reading->diag, item_span(item, "min_load"),
                          "the least load, %.6g %%, is above the most, %.6g %% (max_load x availability)%s",
                          100 * now->min_load, 100 * most, when);
    }
    return true;
}

static bool complete(Reading *reading, Item *item)
{
    Process *process = (Process *)item;
    if (process->title.en == NULL) {
        const Node *title = node_find(process->plant, "title");
        if (title != NULL && !fields_title(reading, title, &process->title))
            return false;
    }
    if (process->min_load > 0 && isinf(process->capacity))
        return diag_error(reading->diag, item_span(item, "min_load"),
                          "'min_load' is a share of 'capacity', which is not given");
    if (!loads_agree(reading, item) || !ramp_complete(reading, process))
        return false;
    const size_t before = reading->park->items;
    bool fine = family_read(reading, IN_PROCESS, process->plant, item->facility, item);
    plant_take_mixes(reading, item, before, &process->recipe);
    for (size_t i = before; i < reading->park->items; i++)
        process->modes += mode_is(reading->park->item[i]);
    return fine && reaches_min_load(reading, process, before);
}

static void compile(const Item *item, Program *program, int t)
{
    const Process *process = (const Process *)item;
    double most = process->availability * process->max_load * process->capacity;
    double least = process->min_load > 0 && !plant_stops(process) ? process->min_load * process->capacity : 0;
    int activity = program_column(program, (Tag){ COLUMN_ACTIVITY, item->index, -1, t }, least, most);
    balance_recipe(program, item, &process->recipe, activity, t);
    ramp_compile(process, program, activity, t);
    if (process->modes > 0)
        program_add(program, program_row(program, (Tag){ ROW_MODES, item->index, -1, t }, 0, 0), activity,
                    -1);
}

/* A ramp speaks of the period before. */
static bool recurs(const Item *item)
{
    const Process *process = (const Process *)item;
    return balance_recurs(&process->recipe) && isinf(process->ramp_up) && isinf(process->ramp_down);
}

const Family family_process = {
    .name = "process",
    .key = "processes",
    .place = IN_FACILITY,
    .naming = NAMED_FREELY,
    .help = "a plant model installed in a facility, with a capacity",
    .fields = fields,
    .size = sizeof(Process),
    .prepare = prepare,
    .complete = complete,
    .compile = compile,
    .recurs = recurs,
};
