/* sheet - the report of one plant model: what it takes and gives, its ranges, sources and closure */
#include "cli/report/sheet.h"

#include "cli/report/closure.h"

#include <math.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const char *text_of(const Node *node)
{
    return node != NULL && node->text != NULL ? node->text : "";
}

/* Figures stand as the file says them: `1.35 t`, or {amount: 1.35 t, range: [1.28 t, 1.48 t], source: M}. */
static const char *amount_of(const Node *figure)
{
    return figure->kind == NODE_MAP ? text_of(node_find(figure, "amount")) : text_of(figure);
}

static const char *range_of(const Park *park, const Node *figure)
{
    const Node *range = node_find(figure, "range");
    if (range == NULL || range->kind != NODE_LIST || range->count != 2)
        return "";
    return arena_print(park->arena, "%s to %s", text_of(range->first), text_of(range->first->next));
}

static const char *title_of(const Park *park, const char *resource)
{
    int index = table_find(&park->resource_table, resource);
    const Title *title = index >= 0 ? &park->resource[index].title : NULL;
    if (title == NULL || title->en == NULL)
        return "";
    return title->zh != NULL ? arena_print(park->arena, "%s %s", title->en, title->zh) : title->en;
}

static void figure_row(const Park *park, ReportTable *table, const char *role, const char *name,
                       const char *title, const Node *figure)
{
    report_row(table, false);
    report_text(table, role);
    report_text(table, name);
    report_text(table, title);
    report_text(table, amount_of(figure));
    report_text(table, range_of(park, figure));
    report_text(table, text_of(node_find(figure, "source")));
}

static void flow_rows(const Park *park, ReportTable *table, const Node *map, const char *role)
{
    for (const Node *node = map != NULL ? map->first : NULL; node != NULL; node = node->next)
        figure_row(park, table, role, node->key, title_of(park, node->key), node);
}

static void plain_row(ReportTable *table, const char *role, const char *name, const char *title,
                      const char *amount)
{
    report_row(table, false);
    report_text(table, role);
    report_text(table, name);
    report_text(table, title);
    report_text(table, amount);
    report_text(table, "");
    report_text(table, "");
}

static const char *share_of(const Park *park, const Node *ingredient)
{
    const char *min = text_of(node_find(ingredient, "min")), *max = text_of(node_find(ingredient, "max"));
    if (node_find(ingredient, "fixed") != NULL)
        return arena_print(park->arena, "always %s", text_of(node_find(ingredient, "fixed")));
    return arena_print(park->arena, "%s%s%s%s%s", *min != '\0' ? "at least " : "", min,
                       *min != '\0' && *max != '\0' ? ", " : "", *max != '\0' ? "at most " : "", max);
}

/* "share of MgO", "at most 3 %" */
static void requirement_rows(const Park *park, ReportTable *table, const Node *mix)
{
    const Node *list = node_find(mix, "require"), *counts = node_find(mix, "counts");
    static const char *const kinds[] = { "share", "property", "ratio" };
    const char *all = "";
    for (const Node *name = counts != NULL ? counts->first : NULL; name != NULL; name = name->next)
        all = arena_print(park->arena, "%s%s%s", all, *all != '\0' ? ", " : "", text_of(name));
    if (*all != '\0')
        plain_row(table, "counts", all, "", "");
    for (const Node *node = list != NULL ? list->first : NULL; node != NULL; node = node->next)
        for (size_t i = 0; i < COUNT(kinds); i++) {
            const Node *what = node_find(node, kinds[i]), *name = node_find(node, "name");
            if (what != NULL)
                plain_row(table, "requires", text_of(what),
                          name != NULL ? text_of(name) : arena_print(park->arena, "its %s", kinds[i]),
                          share_of(park, node));
        }
}

static void mix_rows(const Park *park, ReportTable *table, const Node *mixes, const char *role)
{
    for (const Node *mix = mixes != NULL ? mixes->first : NULL; mix != NULL; mix = mix->next) {
        figure_row(park, table, role, mix->key, "", mix);
        requirement_rows(park, table, mix);
        const Node *of = node_find(mix, "of");
        for (const Node *node = of != NULL ? of->first : NULL; node != NULL; node = node->next) {
            const char *name = node->key != NULL ? node->key : node->text;
            plain_row(table, "of", name, title_of(park, name),
                      node->kind == NODE_MAP ? share_of(park, node) : "");
        }
    }
}

static void closure_lines(const Park *park, const Process *process, Report *report)
{
    Closure closure;
    double least = INFINITY, most = 0;
    for (size_t at = 0; audit_next(park, FILLED_AS_REQUIRED, &at, &closure);) {
        least = fmin(least, closure.co2[0]);
        most = fmax(most, closure.co2[1]);
    }
    double basis = process->basis_amount;
    report_line(report, "direct CO2 %.4g to %.4g t, from the carbon that comes in and does not leave",
                basis * least, basis * most);
    report_fact(report, "co2.least", basis * least);
    report_fact(report, "co2.most", basis * most);
}

/* "in", or "extraction in" of a mode. */
static const char *role_in(const Park *park, const char *mode, const char *role)
{
    return *mode == '\0' ? role : arena_print(park->arena, "%s %s", mode, role);
}

static void recipe_rows(const Park *park, ReportTable *table, const Node *node, const char *mode)
{
    const Node *cost = node_find(node, "cost");
    flow_rows(park, table, node_find(node, "in"), role_in(park, mode, "in"));
    mix_rows(park, table, node_find(node, "mixes"), role_in(park, mode, "mix"));
    flow_rows(park, table, node_find(node, "out"), role_in(park, mode, "out"));
    if (cost != NULL)
        figure_row(park, table, role_in(park, mode, "cost"), "", "", cost);
}

/* A stream, or a part of it that begins where the one before ended. */
static void heat_row(const Park *park, ReportTable *table, const Node *stream, const Node *part,
                     const Node *from, const char *mode)
{
    const char *role = node_find(part, "gives") != NULL ? "gives" : "takes";
    report_row(table, false);
    report_text(table, text_of(node_find(stream, "name")));
    report_text(table, role_in(park, mode, role));
    report_text(table, text_of(node_find(part, role)));
    report_text(table, text_of(from));
    report_text(table, text_of(node_find(part, "to")));
    report_text(table, text_of(node_find(stream, "kind")));
    report_text(table, range_of(park, stream));
    report_text(table, text_of(node_find(stream, "source")));
}

static void heat_rows(const Park *park, ReportTable *table, const Node *list, const char *mode)
{
    for (const Node *stream = list != NULL ? list->first : NULL; stream != NULL; stream = stream->next) {
        const Node *from = node_find(stream, "from"), *segments = node_find(stream, "segments");
        if (segments == NULL)
            heat_row(park, table, stream, stream, from, mode);
        for (const Node *part = segments != NULL ? segments->first : NULL; part != NULL; part = part->next) {
            heat_row(park, table, stream, part, from, mode);
            from = node_find(part, "to");
        }
    }
}

/* Of the model and of its modes; no table where there is none. */
static void heat_table(const Park *park, Report *report, const Node *plant)
{
    static const ReportColumn columns[] = { { "name", "heat", false },       { "role", "", false },
                                            { "amount", "amount", false },   { "from", "from", false },
                                            { "to", "to", false },           { "kind", "kind", false },
                                            { "range", "plausible", false }, { "source", "source", false } };
    const Node *modes = node_find(plant, "modes");
    bool any = node_find(plant, "heat") != NULL;
    for (const Node *mode = modes != NULL ? modes->first : NULL; mode != NULL; mode = mode->next)
        any = any || node_find(mode, "heat") != NULL;
    if (!any)
        return;
    ReportTable *table = report_table(report, "heat", "Heat", columns, COUNT(columns));
    table->note =
        "what is given may heat what is taken in its zone, if it is hot enough; what nothing takes goes to the surroundings";
    heat_rows(park, table, node_find(plant, "heat"), "");
    for (const Node *mode = modes != NULL ? modes->first : NULL; mode != NULL; mode = mode->next)
        heat_rows(park, table, node_find(mode, "heat"), mode->key);
}

static void emission_table(const Park *park, Report *report, const Node *map)
{
    static const ReportColumn columns[] = { { "substance", "to the air", false },
                                            { "amount", "amount", false },
                                            { "range", "plausible", false },
                                            { "source", "source", false } };
    if (map == NULL || map->first == NULL)
        return;
    ReportTable *table = report_table(report, "emissions", "Emissions beside CO2", columns, COUNT(columns));
    for (const Node *node = map->first; node != NULL; node = node->next) {
        report_row(table, false);
        report_text(table, node->key);
        report_text(table, amount_of(node));
        report_text(table, range_of(park, node));
        report_text(table, text_of(node_find(node, "source")));
    }
}

static const char *money_of(const Node *plant, const char *key)
{
    return node_find(plant, key) != NULL ? amount_of(node_find(plant, key)) : "not stated";
}

void sheet_report(const Park *park, const Process *process, Report *report)
{
    static const ReportColumn figures[] = { { "role", "", false },           { "name", "resource", false },
                                            { "title", "title", false },     { "amount", "amount", false },
                                            { "range", "plausible", false }, { "source", "source", false } };
    static const ReportColumn sources[] = { { "source", "source", false } };
    const Node *plant = process->plant;
    report_line(report, "%s: %s %s", process->model, process->title.en != NULL ? process->title.en : "",
                process->title.zh != NULL ? process->title.zh : "");
    report_line(report, "per %s; running cost %s; capital %s; fixed cost %s",
                text_of(node_find(plant, "basis")), money_of(plant, "cost"), money_of(plant, "capital"),
                money_of(plant, "fixed_cost"));
    report_fact_text(report, "model", process->model);
    report_fact_text(report, "title.en", process->title.en);
    report_fact_text(report, "title.zh", process->title.zh);
    report_fact_text(report, "basis", text_of(node_find(plant, "basis")));
    closure_lines(park, process, report);
    ReportTable *table = report_table(report, "figures", "Takes and gives", figures, COUNT(figures));
    table->note = "source: S read in a source, C computed, M illustrative";
    recipe_rows(park, table, plant, "");
    const Node *modes = node_find(plant, "modes"), *pieces = node_find(plant, "piecewise");
    for (const Node *mode = modes != NULL ? modes->first : NULL; mode != NULL; mode = mode->next)
        recipe_rows(park, table, mode, mode->key);
    for (const Node *piece = pieces != NULL ? pieces->first : NULL; piece != NULL; piece = piece->next)
        recipe_rows(
            park, table, piece,
            arena_print(park->arena, "to %s",
                        node_find(piece, "to") != NULL ? text_of(node_find(piece, "to")) : "the end"));
    heat_table(park, report, plant);
    emission_table(park, report, node_find(plant, "emissions"));
    closure_report(park, report);
    const Node *list = node_find(plant, "sources");
    if (list == NULL || list->first == NULL)
        return;
    ReportTable *listed = report_table(report, "sources", "Sources", sources, COUNT(sources));
    for (const Node *node = list->first; node != NULL; node = node->next) {
        report_row(listed, false);
        report_text(listed, text_of(node));
    }
}
