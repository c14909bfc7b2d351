/* sheet - the report of one plant model: what it takes and gives, its ranges, sources and closure */
#include "cli/report/sheet.h"

#include "models/audit.h"

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

static const char *share_of(const Park *park, const Node *ingredient)
{
    const char *min = text_of(node_find(ingredient, "min")), *max = text_of(node_find(ingredient, "max"));
    return arena_print(park->arena, "%s%s%s%s%s", *min != '\0' ? "at least " : "", min,
                       *min != '\0' && *max != '\0' ? ", " : "", *max != '\0' ? "at most " : "", max);
}

static void mix_rows(const Park *park, ReportTable *table, const Node *mixes)
{
    for (const Node *mix = mixes != NULL ? mixes->first : NULL; mix != NULL; mix = mix->next) {
        figure_row(park, table, "mix", mix->key, "", mix);
        const Node *of = node_find(mix, "of");
        for (const Node *node = of != NULL ? of->first : NULL; node != NULL; node = node->next) {
            const char *name = node->key != NULL ? node->key : node->text;
            report_row(table, false);
            report_text(table, "of");
            report_text(table, name);
            report_text(table, title_of(park, name));
            report_text(table, node->kind == NODE_MAP ? share_of(park, node) : "");
            report_text(table, "");
            report_text(table, "");
        }
    }
}

static void closure_lines(const Park *park, const Process *process, Report *report)
{
    const Closure closure = audit_process(park, process);
    double basis = process->basis_amount;
    report_line(report, "carbon: %.4g t in, %.4g t out; direct CO2 %.4g to %.4g t (leanest to richest mix)",
                basis * closure.carbon_in[1], basis * closure.carbon_out, basis * closure.co2[0],
                basis * closure.co2[1]);
    if (closure.unweighed < 0)
        report_line(report, "mass: %.4g t in, %.4g t out, %.4g t to the air", basis * closure.mass_in[1],
                    basis * closure.mass_out, basis * (closure.mass_in[1] - closure.mass_out));
    else
        report_line(report, "mass: not known, since '%s' has none stated",
                    park->resource[closure.unweighed].name);
    report_fact(report, "carbon_in", basis * closure.carbon_in[1]);
    report_fact(report, "carbon_out", basis * closure.carbon_out);
    report_fact(report, "co2.least", basis * closure.co2[0]);
    report_fact(report, "co2.most", basis * closure.co2[1]);
    report_fact(report, "mass_in", closure.unweighed < 0 ? basis * closure.mass_in[1] : NAN);
    report_fact(report, "mass_out", closure.unweighed < 0 ? basis * closure.mass_out : NAN);
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
    report_line(report, "per %s; running cost %s", text_of(node_find(plant, "basis")),
                node_find(plant, "cost") != NULL ? amount_of(node_find(plant, "cost")) : "not stated");
    report_fact_text(report, "model", process->model);
    report_fact_text(report, "title.en", process->title.en);
    report_fact_text(report, "title.zh", process->title.zh);
    report_fact_text(report, "basis", text_of(node_find(plant, "basis")));
    closure_lines(park, process, report);
    ReportTable *table = report_table(report, "figures", "Takes and gives", figures, COUNT(figures));
    table->note = "source: S read in a source, C computed, M illustrative";
    flow_rows(park, table, node_find(plant, "in"), "in");
    mix_rows(park, table, node_find(plant, "mixes"));
    flow_rows(park, table, node_find(plant, "out"), "out");
    const Node *list = node_find(plant, "sources");
    if (list == NULL || list->first == NULL)
        return;
    ReportTable *listed = report_table(report, "sources", "Sources", sources, COUNT(sources));
    for (const Node *node = list->first; node != NULL; node = node->next) {
        report_row(listed, false);
        report_text(listed, text_of(node));
    }
}
