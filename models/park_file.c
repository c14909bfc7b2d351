/* park_file - from a park file to a park: its tree, its keys, its families, audited and checked */
#include "models/park_file.h"

#include "models/audit.h"
#include "models/base/text.h"
#include "models/check.h"
#include "models/formulation/family.h"
#include "models/horizon.h"
#include "models/library.h"
#include "models/plant.h"
#include "models/read/include.h"
#include "models/read/path.h"
#include "models/resource.h"
#include "models/series.h"
#include "models/zones.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { VERSION = 1 }; /* of the language */

static const char *const objectives[] = { "margin", "cost", "co2", "waste", NULL };

/* The top of a park file. What families own (links) is known through them. */
typedef struct ParkKeys {
    double version;
    const char *name, *currency;
    Title title;
    int objective;
    const Node *series, *horizon, *include, *resources, *models, *facilities;
} ParkKeys;

const Field park_fields[] = {
    { "coplant", FIELD_AMOUNT, offsetof(ParkKeys, version), .need = true, .unit = "1", .value = VERSION,
      .help = "version of the language: 1" },
    { "park", FIELD_TEXT, offsetof(ParkKeys, name), .need = true, .help = "the name of the park" },
    { "title", FIELD_TITLE, offsetof(ParkKeys, title), .help = "its title in English and Chinese" },
    { "currency", FIELD_TEXT, offsetof(ParkKeys, currency),
      .help = "three capital letters; CNY when not given" },
    { "objective", FIELD_CHOICE, offsetof(ParkKeys, objective), .choices = objectives,
      .help = "most margin, or least cost, CO2 or waste" },
    { "horizon", FIELD_NODE, offsetof(ParkKeys, horizon),
      .help = "the time that is looked at: {hours: 8760}, or {step: 1 h, steps: 8760}" },
    { "series", FIELD_NODE, offsetof(ParkKeys, series),
      .help = "figures by step from CSV files: a list of files, or {grid_price: {file: prices.csv}}" },
    { "include", FIELD_NODE, offsetof(ParkKeys, include),
      .help = "files below this one's folder that are read first: a name or a list" },
    { "resources", FIELD_NODE, offsetof(ParkKeys, resources),
      .help = "resources of this park's own, or other figures of known ones, by name" },
    { "models", FIELD_NODE, offsetof(ParkKeys, models), .help = "plant models of this park's own, by name" },
    { "facilities", FIELD_NODE, offsetof(ParkKeys, facilities), .need = true,
      .help = "the works of the park, a map by name" },
    { "links", FIELD_SECTION, 0, .help = "routes that carry a resource between two facilities" },
    { "loops", FIELD_SECTION, 0, .help = "hot water or oil that carries heat from one zone to another" },
    { "targets", FIELD_SECTION, 0,
      .help = "limits and prices on accounts of the whole park: {co2: {price: 90 CNY/t}}" },
    { 0 },
};

typedef struct FacilityKeys {
    const char *owner, *industry;
    Title title;
    const Node *at;
} FacilityKeys;

const Field facility_fields[] = {
    { "owner", FIELD_TEXT, offsetof(FacilityKeys, owner),
      .help = "who owns it; its own name when not given" },
    { "title", FIELD_TITLE, offsetof(FacilityKeys, title), .help = "its title in English and Chinese" },
    { "industry", FIELD_TEXT, offsetof(FacilityKeys, industry),
      .help = "steel, chemicals, building_materials, power, nonferrous, ..." },
    { "at", FIELD_NODE, offsetof(FacilityKeys, at), .help = "where it stands: [0 km, 0 km]" },
    { "processes", FIELD_SECTION, 0, .help = "plant models that are installed here" },
    { "buys", FIELD_SECTION, 0, .help = "resources bought from outside the park" },
    { "sells", FIELD_SECTION, 0, .help = "resources sold outside the park" },
    { "disposes", FIELD_SECTION, 0, .help = "resources flared, landfilled or let go, by name" },
    { "targets", FIELD_SECTION, 0, .help = "limits and prices on accounts of this facility" },
    { "zones", FIELD_SECTION, 0,
      .help = "where heat is exchanged; one for the whole facility when not given" },
    { "stores", FIELD_SECTION, 0, .help = "gas holders, yards, tanks, batteries, by name" },
    { 0 },
};

static bool read_currency(Reading *reading, const Node *root, const char **currency)
{
    const Node *node = node_find(root, "currency");
    *currency = "CNY";
    if (node == NULL)
        return true;
    if (node->kind != NODE_SCALAR) /* the table of keys says it */
        return false;
    if (strlen(node->text) != 3 || strspn(node->text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3)
        return diag_error(reading->diag, node->span,
                          "'%s' is not a currency; three capital letters such as CNY were wanted",
                          node->text);
    *currency = node->text;
    return true;
}

static bool read_at(Reading *reading, const Node *node, double at[2])
{
    static const Field place[] = { { "at", FIELD_AMOUNT, .unit = "km", .min = -20000, .max = 20000 }, { 0 } };
    if (node == NULL)
        return true;
    if (!node_is(reading, node, NODE_LIST, "a place such as [0 km, 0 km]"))
        return false;
    if (node->count != 2)
        return diag_error(reading->diag, node->span, "a place has two coordinates, such as [0 km, 0 km]");
    bool x = fields_amount(reading, node->first, place, (FieldScope){ -1, NULL }, &at[0]);
    bool y = fields_amount(reading, node->first->next, place, (FieldScope){ -1, NULL }, &at[1]);
    return x && y;
}

static bool read_facility(Reading *reading, const Node *node, Facility *facility)
{
    FacilityKeys keys = { 0 };
    facility->name = node->key;
    facility->node = node;
    bool fine = fields_name(reading, node);
    fine = fields_read(reading, node, facility_fields, (FieldScope){ -1, NULL }, &keys) && fine;
    facility->owner = keys.owner != NULL ? keys.owner : facility->name;
    facility->industry = keys.industry;
    facility->title = keys.title;
    return read_at(reading, keys.at, facility->at) && fine;
}

static bool read_facilities(Reading *reading, const Node *map)
{
    Park *park = reading->park;
    if (map == NULL || !node_is(reading, map, NODE_MAP, "a map of facilities by name"))
        return false;
    if (map->count == 0)
        return diag_error(reading->diag, map->key_span, "a park needs at least one facility");
    park->facility = arena_take(reading->arena, map->count * sizeof *park->facility);
    bool fine = true;
    for (const Node *node = map->first; node != NULL; node = node->next) {
        table_add(&park->facility_table, node->key, (int)park->facilities);
        fine = read_facility(reading, node, &park->facility[park->facilities++]) && fine;
    }
    for (size_t i = 0; i < park->facilities; i++)
        fine = family_read(reading, IN_FACILITY, park->facility[i].node, (int)i, NULL) && fine;
    return fine;
}

/* A later language may mean something else by the same words. */
static bool check_version(Reading *reading, const Node *root, double version)
{
    const Node *node = node_find(root, "coplant");
    return node == NULL || version == VERSION
           || diag_error(reading->diag, node->span,
                         "unknown version '%s' of the language; this coplant reads version %d", node->text,
                         VERSION);
}

static bool read_resources(Reading *reading, const Node *own)
{
    bool fine = own == NULL || node_is(reading, own, NODE_MAP, "a map of resources");
    const Node *library = library_resources(reading);
    fine = resource_read_all(reading, resource_lay_over(reading, library, own)) && fine;
    /* Where the library says nothing of energy, there is none; where a park says nothing, it is not known. */
    bool stated = library != NULL && library->kind == NODE_MAP;
    for (const Node *node = stated ? library->first : NULL; node != NULL; node = node->next)
        if (node_find(node_find(own, node->key), "unit") == NULL)
            reading->park->resource[table_find(&reading->park->resource_table, node->key)].states_energy =
                true;
    return fine;
}

/* The park's own plant models as they stand, so that a mistake is found where nobody has installed one, or where an
 * installation has figures of its own. */
static bool read_models(Reading *reading, const Node *models)
{
    Park *park = reading->park;
    if (models == NULL)
        return true;
    if (!node_is(reading, models, NODE_MAP, "a map of plant models by name"))
        return false;
    bool fine = true;
    for (const Node *node = models->first; node != NULL; node = node->next) {
        Process process = {
            .item = { .family = &family_process, .name = node->key, .facility = -1, .resource = -1 },
            .capacity = INFINITY
        };
        Title title;
        const size_t items = park->items;
        if (!node_is(reading, node, NODE_MAP, "a plant model")
            || (process.plant = library_extended(reading, node)) == NULL) {
            fine = false;
            continue;
        }
        fine = plant_read(reading, &process) && fine;
        if (process.basis != NULL)
            fine = family_read(reading, IN_PROCESS, process.plant, -1, &process.item) && fine;
        park->items = items; /* its mixes stand nowhere */
        if (node_find(node, "title") != NULL)
            fine = fields_title(reading, node_find(node, "title"), &title) && fine;
    }
    return fine;
}

static bool read_top(Reading *reading, const Node *root)
{
    Park *park = reading->park;
    ParkKeys keys = { 0 };
    bool fine = fields_read(reading, root, park_fields, (FieldScope){ -1, NULL }, &keys);
    park->name = keys.name != NULL ? keys.name : "park";
    park->title = keys.title;
    park->objective = keys.objective;
    park->root = root;
    fine = check_version(reading, root, keys.version) && fine;
    fine = horizon_read(reading, reading->horizon != NULL ? reading->horizon : keys.horizon) && fine;
    fine = series_read_all(reading, keys.series) && fine;
    fine = read_resources(reading, keys.resources) && fine;
    fine = read_models(reading, keys.models) && fine;
    fine = read_facilities(reading, keys.facilities) && fine;
    fine = family_read(reading, IN_PARK, root, -1, NULL) && fine;
    /* Streams into zones once all of them are known. */
    return (diag_errors(reading->diag) > 0 || zones_arrange(reading)) && fine;
}

static bool read_park(Reading *reading, const Node *root)
{
    Park *park = reading->park;
    if (root == NULL || !node_is(reading, root, NODE_MAP, "a park, as a map of keys and values,"))
        return false;
    bool fine = read_currency(reading, root, &park->currency);
    park->units = reading->units = units_create(park->currency);
    fine = read_top(reading, root) && fine;
    return fine && diag_errors(reading->diag) == 0 && (reading->unaudited || audit_park(park, reading->diag))
           && (reading->unconnected || check_park(park, reading->diag));
}

static Park *finish(Reading *reading, const Node *root)
{
    bool fine = read_park(reading, root);
    library_forget(reading);
    series_release(reading);
    free(reading->varied);
    if (fine && diag_errors(reading->diag) == 0)
        return reading->park;
    /* The diagnostics show lines of texts that live in the arena. */
    Arena *arena = reading->park->arena;
    park_release(reading->park);
    diag_keep(reading->diag, arena);
    return NULL;
}

static Reading start(const ParkOptions *options, const char *path, Diag *diag)
{
    Arena *arena = arena_create();
    Park *park = arena_take(arena, sizeof *park);
    park->arena = arena;
    park->currency = "CNY";
    table_init(&park->resource_table);
    table_init(&park->facility_table);
    bool files = options == NULL || !options->no_files;
    const char *plants = files ? library_folder(arena, options != NULL ? options->plants : NULL, path) : NULL;
    const char *horizon = options != NULL ? options->horizon : NULL;
    return (
        Reading){ .arena = arena,
                  .diag = diag,
                  .park = park,
                  .plants = plants,
                  .horizon = horizon != NULL ? node_find(
                                 tree_read_text(arena, horizon, strlen(horizon), "horizon", diag), "horizon")
                                             : NULL,
                  .unconnected = options != NULL && options->unconnected,
                  .unaudited = options != NULL && options->unaudited };
}

Park *park_read(const char *path, const ParkOptions *options, Diag *diag)
{
    Reading reading = start(options, path, diag);
    const char *real = path_real(reading.arena, path);
    reading.folder = real != NULL ? path_folder(reading.arena, real) : NULL;
    return finish(&reading, include_read(reading.arena, path, diag));
}

Park *park_read_text(const char *text, size_t size, const char *shown, const ParkOptions *options, Diag *diag)
{
    Reading reading = start(options, shown, diag);
    return finish(&reading, tree_read_text(reading.arena, text, size, shown, diag));
}
