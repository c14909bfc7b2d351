/* draft - a first park, as text: named facilities with plant models of the library, markets, outlets and links around them */
#include "cli/draft.h"

#include "models/base/text.h"
#include "models/formulation/mix.h"
#include "models/formulation/mode.h"
#include "solver/memory.h"

#include <stdlib.h>
#include <string.h>

/* What is bought somewhere sells for this share of its price, so that no one trades it in circles. */
static const double traded_for = 0.7;

/* What a facility does with a resource. */
typedef struct Use {
    bool gives, takes;
    bool wanted; /* it is what a process is run for */
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

static void note_recipe(const Draft *draft, size_t facility, const Process *process, const Recipe *recipe)
{
    const Resource *resource = draft->library->resource;
    for (size_t i = 0; i < recipe->ins; i++)
        use_of(draft, facility, recipe->in[i].resource)->takes = true;
    for (size_t i = 0; i < recipe->mixes; i++) {
        const Mix *mix = (const Mix *)recipe->mix[i];
        for (size_t k = 0; k < mix->ingredients; k++)
            use_of(draft, facility, mix->ingredient[k].resource)->takes = true;
    }
    for (size_t i = 0; i < recipe->outs; i++) {
        Use *use = use_of(draft, facility, recipe->out[i].resource);
        use->gives = true;
        use->wanted = use->wanted || text_equal(resource[recipe->out[i].resource].name, process->basis_name);
    }
}

static void note_all(const Draft *draft)
{
    const Park *library = draft->library;
    for (size_t f = 0; f < draft->facilities; f++)
        for (size_t p = 0; p < draft->facility[f].processes; p++) {
            const Process *process = draft->facility[f].process[p];
            note_recipe(draft, f, process, &process->recipe);
            for (size_t i = 0; i < library->items; i++)
                if (mode_is(library->item[i]) && library->item[i]->owner == &process->item)
                    note_recipe(draft, f, process, &((const Mode *)library->item[i])->recipe);
        }
}

static bool given_by_others(const Draft *draft, size_t facility, int resource)
{
    for (size_t f = 0; f < draft->facilities; f++)
        if (f != facility && use_of(draft, f, resource)->gives)
            return true;
    return false;
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

/* A round capacity in what the basis counts. */
static const char *capacity_for(const Park *library, const Process *process)
{
    static const struct {
        const char *counted, *capacity;
    } table[] = { { "t", "100 kt/a" }, { "kNm3", "10000 Nm3/h" }, { "m3", "100 m3/h" } };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (strcmp(process->basis, table[i].counted) == 0)
            return table[i].capacity;
    if (strcmp(process->basis, "GJ") == 0)
        return strstr(unit_text(process->basis_unit), "Wh") != NULL ? "10 MW" : "100 GJ/h";
    return arena_print(library->arena, "1000 %s/h", unit_text(process->basis_unit));
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
                capacity_for(draft->library, process), process->title.en != NULL ? process->title.en : "",
                process->title.zh != NULL ? process->title.zh : "");
    }
}

static void write_market(const Draft *draft, int r, bool sale)
{
    bool traded = false;
    for (size_t f = 0; f < draft->facilities; f++)
        traded = traded || (sale && use_of(draft, f, r)->takes);
    fprintf(draft->out, "      %s: ", draft->library->resource[r].name);
    put_price(draft, &draft->library->resource[r], traded ? traded_for : 1);
}

static void write_buys(const Draft *draft, size_t f)
{
    bool first = true;
    for (int r = 0; r < (int)draft->library->resources; r++) {
        const Use *use = use_of(draft, f, r);
        bool bought = use->takes && !use->gives && !given_by_others(draft, f, r);
        /* Power is always to be had. */
        bought = bought || (use->takes && strcmp(draft->library->resource[r].name, "power") == 0);
        if (!bought || draft->library->resource[r].ambient)
            continue;
        if (first)
            fputs("    buys:\n", draft->out);
        first = false;
        write_market(draft, r, false);
    }
}

/* What is made for its own sake and used here needs no buyer, and a gas has none beyond a pipe unless it is made for its own sake; all
 * else that has a price gets one. */
static bool sells(const Draft *draft, size_t f, int r)
{
    const Resource *resource = &draft->library->resource[r];
    const Use *use = use_of(draft, f, r);
    bool gas = strcmp(resource->counted, "kNm3") == 0;
    return use->gives && !resource->ambient
           && (gas ? use->wanted && !use->takes : !(use->wanted && use->takes)) && resource->price != NULL;
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
    const Use *use = use_of(draft, f, r);
    if (!use->gives || resource->ambient)
        return NULL;
    if (resource->waste != WASTE_NONE)
        return "landfill, cost: 25 CNY/t";
    if (strcmp(resource->counted, "kNm3") == 0)
        return resource->heating_value > 0 ? "flare" : "air";
    if (sells(draft, f, r) || (use->wanted && use->takes))
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
                if (from == to || draft->library->resource[r].ambient || !use_of(draft, from, r)->gives
                    || !use_of(draft, to, r)->takes || use_of(draft, to, r)->gives)
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
