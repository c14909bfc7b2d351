/* draft - a first park, as text: named facilities with plant models of the library, markets, outlets and links around them */
#include "cli/draft.h"

#include "models/base/text.h"
#include "models/formulation/family.h"
#include "models/formulation/heat.h"
#include "models/formulation/mix.h"
#include "models/formulation/mode.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What is bought somewhere sells for this share of its price, so that no one trades it in circles: power and heat as they are fed in,
 * goods less their freight and trade. */
static const double fed_in_for = 0.7, traded_for = 0.9;

/* Of what it makes and takes itself, a facility sells what it uses less than this share of, and buys what it makes less than this share of. */
static const double minor = 0.6;

/* What a facility does with a resource, in internal units an hour at the capacities of the draft, its modes taken alike. */
typedef struct Use {
    double gives, takes;
    bool wanted; /* it is what a process is run for */
    bool fills;  /* it may enter a mix */
    bool drains; /* an outfall with its limits takes it */
} Use;

typedef struct Draft {
    const Park *library;
    const DraftFacility *facility;
    size_t facilities;
    Use *use; /* [facilities x resources] */
    FILE *out;
} Draft;

static Use *use_of(const Draft *draft, size_t facility, int resource)
{
    return &draft->use[facility * draft->library->resources + (size_t)resource];
}

/* ---- what each facility gives and takes ---- */

typedef struct Capacity {
    const char *text;
    double rate; /* internal units of the basis an hour */
} Capacity;

/* A round capacity in what the basis counts. */
static Capacity capacity_for(const Park *library, const Process *process)
{
    static const struct {
        const char *counted;
        Capacity capacity;
    } table[] = { { "t", { "100 kt/a", 1e5 / 8760 } },
                  { "kNm3", { "10000 Nm3/h", 10 } },
                  { "m3", { "100 m3/h", 100 } } };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (strcmp(process->basis, table[i].counted) == 0)
            return table[i].capacity;
    if (strcmp(process->basis, "GJ") != 0)
        return (Capacity){ arena_print(library->arena, "1000 %s/h", unit_text(process->basis_unit)), 1000 };
    return strstr(unit_text(process->basis_unit), "Wh") != NULL ? (Capacity){ "10 MW", 36 }
                                                                : (Capacity){ "100 GJ/h", 100 };
}

static void note_recipe(const Draft *draft, size_t facility, const Process *process, const Recipe *recipe,
                        double rate)
{
    const Resource *resource = draft->library->resource;
    for (size_t i = 0; i < recipe->ins; i++) {
        Use *use = use_of(draft, facility, recipe->in[i].resource);
        use->takes += rate * recipe->in[i].amount;
    }
    for (size_t i = 0; i < recipe->mixes; i++) {
        const Mix *mix = (const Mix *)recipe->mix[i];
        for (size_t k = 0; k < mix->ingredients; k++) {
            Use *use = use_of(draft, facility, mix->ingredient[k].resource);
            use->fills = true;
            use->drains = use->drains || process->water == WATER_DISCHARGES;
        }
    }
    for (size_t i = 0; i < recipe->outs; i++) {
        Use *use = use_of(draft, facility, recipe->out[i].resource);
        use->gives += rate * recipe->out[i].amount;
        use->wanted = use->wanted || text_equal(resource[recipe->out[i].resource].name, process->basis_name);
    }
}

static void note_all(const Draft *draft)
{
    const Park *library = draft->library;
    for (size_t f = 0; f < draft->facilities; f++)
        for (size_t p = 0; p < draft->facility[f].processes; p++) {
            const Process *process = draft->facility[f].process[p];
            const double rate = capacity_for(library, process).rate;
            note_recipe(draft, f, process, &process->recipe, rate);
            for (size_t i = 0; i < library->items; i++)
                if (mode_is(library->item[i]) && library->item[i]->owner == &process->item)
                    note_recipe(draft, f, process, &((const Mode *)library->item[i])->recipe,
                                rate / (double)process->modes);
        }
}

static bool gives(const Draft *draft, size_t facility, int resource)
{
    return use_of(draft, facility, resource)->gives > 0;
}

static bool takes(const Draft *draft, size_t facility, int resource)
{
    const Use *use = use_of(draft, facility, resource);
    return use->takes > 0 || use->fills;
}

static bool lacks(const Draft *draft, size_t facility, int resource)
{
    const Use *use = use_of(draft, facility, resource);
    return takes(draft, facility, resource) && (use->gives == 0 || use->gives < minor * use->takes);
}

static bool given_by_others(const Draft *draft, size_t facility, int resource)
{
    for (size_t f = 0; f < draft->facilities; f++)
        if (f != facility && gives(draft, f, resource))
            return true;
    return false;
}

/* ---- heat ---- */

static bool has(const DraftFacility *facility, const Process *process)
{
    for (size_t p = 0; p < facility->processes; p++)
        if (facility->process[p] == process)
            return true;
    return false;
}

bool draft_lacks_heat(const Park *library, const DraftFacility *facility)
{
    double given = -INFINITY, taken = -INFINITY; /* the hottest, shifted */
    for (size_t i = 0; i < library->items; i++) {
        const Item *item = library->item[i];
        if (item->family != &family_heat || !has(facility, plant_process(item)))
            continue;
        const HeatStream *stream = &((const Heat *)item)->stream;
        const HeatSegment *last = &stream->segment[stream->segments - 1];
        if (stream->hot)
            given = fmax(given, zone_shifted(stream, stream->segment[0].from));
        else
            taken = fmax(taken, zone_shifted(stream, last->to));
    }
    return taken > given + zone_same_level;
}

/* ---- words ---- */

/* Letters of any script; the punctuation and the full-width signs of East Asia are none. */
static bool is_letter(uint32_t c)
{
    bool ascii = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    bool sign = (c >= 0x2000 && c <= 0x303F) || c >= 0xFE00;
    return ascii || (c > 0xBF && !sign);
}

/* A key as YAML reads it: plain where it is a plain word. */
static void put_key(const char *name, FILE *out)
{
    static const char *const reserved[] = { "null", "true", "false", "yes", "no", "on", "off", "y", "n" };
    bool word = name[0] < '0' || name[0] > '9';
    for (const char *at = name; word && *at != '\0';)
        word = is_letter(text_next(&at));
    for (size_t i = 0; i < sizeof reserved / sizeof reserved[0]; i++)
        word = word && strcmp(name, reserved[i]) != 0;
    if (word) {
        fputs(name, out);
        return;
    }
    fputc('\'', out);
    for (; *name != '\0'; name++)
        fputs(*name == '\'' ? "''" : (char[]){ *name, '\0' }, out);
    fputc('\'', out);
}

static const char *last_part(const char *model)
{
    const char *slash = strrchr(model, '/');
    return slash != NULL ? slash + 1 : model;
}

static void put_title(const Resource *resource, FILE *out)
{
    if (resource->title.en != NULL)
        fprintf(out, " %s%s%s", resource->title.en, resource->title.zh != NULL ? " " : "",
                resource->title.zh != NULL ? resource->title.zh : "");
    fputc('\n', out);
}

/* The price times a factor, in the unit that the library gives it; 100 of the currency where it gives none. */
static void put_price(const Draft *draft, const Resource *resource, double factor)
{
    const Unit *unit;
    const char *why;
    double number;
    if (resource->price == NULL && resource->waste != WASTE_NONE)
        fprintf(draft->out, "{price: 0 CNY/%s}   # a waste;", resource->unit_text);
    else if (resource->price == NULL
             || !units_amount(draft->library->units, resource->price, &number, &unit, NULL, &why))
        fprintf(draft->out, "{price: 100 CNY/%s}   # (no price is known)", resource->unit_text);
    else
        fprintf(draft->out, "{price: %.6g %s}   #", factor * number, unit_text(unit));
    put_title(resource, draft->out);
}

/* ---- one facility ---- */

static void write_processes(const Draft *draft, size_t f)
{
    const DraftFacility *facility = &draft->facility[f];
    fputs("    processes:\n", draft->out);
    for (size_t p = 0; p < facility->processes; p++) {
        const Process *process = facility->process[p];
        const char *name = last_part(process->model);
        size_t before = 0;
        for (size_t q = 0; q < p; q++)
            before += strcmp(last_part(facility->process[q]->model), name) == 0;
        fprintf(draft->out, "      %s", name);
        if (before > 0)
            fprintf(draft->out, "_%zu", before + 1);
        fprintf(draft->out, ": {model: %s, capacity: %s}   # %s %s\n", process->model,
                capacity_for(draft->library, process).text,
                process->title.en != NULL ? process->title.en : "",
                process->title.zh != NULL ? process->title.zh : "");
    }
}

static void write_market(const Draft *draft, int r, bool sale)
{
    const Resource *resource = &draft->library->resource[r];
    bool traded = false;
    for (size_t f = 0; f < draft->facilities; f++)
        traded = traded || (sale && takes(draft, f, r));
    fprintf(draft->out, "      %s: ", resource->name);
    put_price(draft, resource, !traded ? 1 : strcmp(resource->counted, "GJ") == 0 ? fed_in_for : traded_for);
}

/* What no one gives; and what a recipe asks for by name and others give too, so that each works can stand alone. */
static bool buys(const Draft *draft, size_t f, int r)
{
    const Resource *resource = &draft->library->resource[r];
    bool known = resource->price != NULL || resource->waste != WASTE_NONE;
    return !resource->ambient && lacks(draft, f, r)
           && ((known && use_of(draft, f, r)->takes > 0) || !given_by_others(draft, f, r));
}

static void write_buys(const Draft *draft, size_t f)
{
    bool first = true;
    for (int r = 0; r < (int)draft->library->resources; r++) {
        if (!buys(draft, f, r))
            continue;
        if (first)
            fputs("    buys:\n", draft->out);
        first = false;
        write_market(draft, r, false);
    }
}

/* What is made for its own sake and mostly used here. */
static bool kept(const Draft *draft, size_t f, int r)
{
    const Use *use = use_of(draft, f, r);
    return use->wanted && (use->fills || use->takes > minor * use->gives);
}

/* What is kept needs no buyer, and a gas has none beyond a pipe unless it is made for its own sake; all else that has a price gets one. */
static bool sells(const Draft *draft, size_t f, int r)
{
    const Resource *resource = &draft->library->resource[r];
    bool gas = strcmp(resource->counted, "kNm3") == 0;
    return gives(draft, f, r) && !resource->ambient && resource->price != NULL && !kept(draft, f, r)
           && (!gas || use_of(draft, f, r)->wanted);
}

static void write_sells(const Draft *draft, size_t f)
{
    bool first = true;
    for (int r = 0; r < (int)draft->library->resources; r++) {
        if (!sells(draft, f, r))
            continue;
        if (first)
            fputs("    sells:\n", draft->out);
        first = false;
        write_market(draft, r, true);
    }
}

/* Where it may go when no one takes it; NULL: nowhere but to a buyer. */
static const char *place_for(const Draft *draft, size_t f, int r)
{
    const Resource *resource = &draft->library->resource[r];
    if (!gives(draft, f, r) || resource->ambient)
        return NULL;
    if (resource->waste != WASTE_NONE)
        return "landfill, cost: 25 CNY/t";
    if (strcmp(resource->counted, "kNm3") == 0)
        return resource->heating_value > 0 ? "flare" : "air";
    if (sells(draft, f, r) || kept(draft, f, r) || use_of(draft, f, r)->drains)
        return NULL;
    if (resource->water != WATER_NONE || strcmp(resource->counted, "m3") == 0)
        return "sewer";
    return strcmp(resource->counted, "t") == 0 && resource->enthalpy <= 0 ? "stockpile" : "air";
}

static void write_disposes(const Draft *draft, size_t f)
{
    bool first = true;
    for (int r = 0; r < (int)draft->library->resources; r++) {
        const char *place = place_for(draft, f, r);
        if (place == NULL)
            continue;
        if (first)
            fputs("    disposes:\n", draft->out);
        first = false;
        fprintf(draft->out, "      %s: {at: %s}   #", draft->library->resource[r].name, place);
        put_title(&draft->library->resource[r], draft->out);
    }
}

static void write_facility(const Draft *draft, size_t f)
{
    const DraftFacility *facility = &draft->facility[f];
    const char *model = facility->process[0]->model;
    fputs("\n  ", draft->out);
    put_key(facility->name, draft->out);
    fprintf(draft->out, ":\n    industry: %.*s\n",
            (int)(last_part(model) - model - (last_part(model) > model)), model);
    fprintf(draft->out, "    at: [%zu km, 0 km]\n", 2 * f);
    write_processes(draft, f);
    write_buys(draft, f);
    write_sells(draft, f);
    write_disposes(draft, f);
}

/* ---- between them ---- */

static void write_links(const Draft *draft)
{
    bool first = true;
    for (int r = 0; r < (int)draft->library->resources; r++)
        for (size_t from = 0; from < draft->facilities; from++)
            for (size_t to = 0; to < draft->facilities; to++) {
                if (from == to || draft->library->resource[r].ambient || !gives(draft, from, r)
                    || !lacks(draft, to, r))
                    continue;
                if (first)
                    fputs(
                        "\nlinks:   # what one works makes and another can use; add capacity, loss and cost of each\n",
                        draft->out);
                first = false;
                fprintf(draft->out, "  - {carry: %s, from: ", draft->library->resource[r].name);
                put_key(draft->facility[from].name, draft->out);
                fputs(", to: ", draft->out);
                put_key(draft->facility[to].name, draft->out);
                fputs("}\n", draft->out);
            }
}

void draft_write(const Park *library, const char *name, const DraftFacility *facility, size_t facilities,
                 FILE *out)
{
    Draft draft = { .library = library, .facility = facility, .facilities = facilities, .out = out };
    draft.use = memory_take(facilities * library->resources, sizeof *draft.use);
    note_all(&draft);
    fputs(
        "# yaml-language-server: $schema=park.schema.json\n"
        "# (an editor checks this file by it; `coplant schema -o park.schema.json` writes it beside the park)\n"
        "#\n"
        "# A first park. Capacities, prices and places are illustrative: put your own in. `coplant solve` plans it, `coplant compare` sets every\n"
        "# works for itself beside the coupled park, `coplant help KEY` says what a key means, `coplant plants MODEL` shows a plant model.\n"
        "coplant: 1\npark: ",
        out);
    put_key(name, out);
    fputs(
        "\nhorizon: {hours: 8760}   # one average year\nobjective: margin         # or cost, co2, waste\n\nfacilities:",
        out);
    for (size_t f = 0; f < facilities; f++)
        write_facility(&draft, f);
    write_links(&draft);
    fputs("\ntargets:\n  co2: {price: 90 CNY/t}\n", out);
    free(draft.use);
}
