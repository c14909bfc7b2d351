/* test_fold - rows by period come to the same over the horizon, one by one or as series */
#include "cli/report/periods.h"
#include "tests/unit/chance.h"
#include "tests/unit/close.h"

#include <stdlib.h>
#include <string.h>

enum { PERIODS = 70, THINGS = 5, TIMES = 200 }; /* two spans of 32 and a part of one */
enum { NAME, PERIOD, SUM, MEAN, RATIO, RANGE, HELD, WORD, COLUMNS };

static const ReportColumn columns[COLUMNS] = {
    { "name", "name", KIND_TEXT },   { "period", NULL, KIND_PERIOD }, { "sum", "sum", KIND_SUM },
    { "mean", "mean", KIND_MEAN },   { "ratio", "", KIND_RATIO },     { "range", "range", KIND_RANGE },
    { "worth", "worth", KIND_HELD }, { "unit", "", KIND_WORD },
};

static Period period[PERIODS];
static Stretch stretch[1] = { { .name = "", .periods = PERIODS } };
static Park park = {
    .period = period, .periods = PERIODS, .stretch = stretch, .stretches = 1, .hours = PERIODS
};

static int make_periods(void **state)
{
    (void)state;
    for (size_t t = 0; t < PERIODS; t++)
        period[t] =
            (Period){ .hours = 1, .share = 2.0 * (double)(t + 1) / (PERIODS * (PERIODS + 1)), .row = t };
    return 0;
}

/* Figures of a thing. */
typedef struct Thing {
    ReportCell cell[COLUMNS];
    double figure[COLUMNS][PERIODS], weight[PERIODS];
    RowState state[PERIODS];
    size_t known;
} Thing;

/* A third of the periods is absent, a third of the figures; some things are never there. */
static void draw(Thing *thing, const char *name, Chance *chance)
{
    const double there = chance_hits(chance, 0.2) ? 0 : 0.67;
    *thing = (Thing){ .cell = { [NAME] = { name, NAN }, [WORD] = { "CNY/t", NAN } } };
    for (size_t t = 0; t < PERIODS; t++) {
        for (size_t c = SUM; c <= HELD; c++)
            thing->figure[c][t] = chance_hits(chance, 0.67) ? chance_between(chance, -9, 9) / 4.0
                                                            : (double)NAN;
        thing->weight[t] = chance_between(chance, 0, 3);
        thing->state[t] = !chance_hits(chance, there) ? ROW_ABSENT
                          : chance_hits(chance, 0.9)  ? ROW_DETAIL
                                                      : ROW_SHOWN;
    }
}

static void put_row(ReportTable *table, Thing *thing, size_t t)
{
    ReportCell cell[COLUMNS];
    memcpy(cell, thing->cell, sizeof cell);
    cell[PERIOD].number = (double)(t + 1);
    for (size_t c = SUM; c <= HELD; c++)
        cell[c].number = thing->figure[c][t];
    if (isnan(cell[HELD].number))
        cell[WORD].text = "";
    periods_weigh(table, thing->weight[t]);
    periods_row(table, cell, thing->state[t] == ROW_DETAIL, &thing->known);
}

static void put_series(ReportTable *table, Thing *thing, PeriodSpan span)
{
    const double *figure[COLUMNS] = { NULL };
    for (size_t c = SUM; c <= HELD; c++)
        figure[c] = thing->figure[c] + span.from;
    const PeriodSeries series = { span, thing->cell, figure, thing->state + span.from,
                                  thing->weight + span.from };
    periods_series(table, &series, &thing->known);
}

/* Things by spans, or period by period; those of a table are in the order of the things. */
static ReportTable *fill(Report *report, Thing *thing, bool as_series, size_t periods_most)
{
    report_init(report, arena_create());
    report->periods_most = periods_most;
    ReportTable *table = periods_table(report, &park, "things", "Things", columns, COLUMNS);
    for (size_t i = 0; i < THINGS; i++)
        thing[i].known = 0;
    for (PeriodSpan span = { 0 }; as_series && periods_next(&span, report, &park);)
        for (size_t i = 0; i < THINGS; i++) {
            periods_of_thing(table, i);
            put_series(table, &thing[i], span);
        }
    for (size_t t = 0; !as_series && t < PERIODS; t++)
        for (size_t i = 0; i < THINGS; i++) {
            periods_of_thing(table, i);
            if (thing[i].state[t] != ROW_ABSENT)
                put_row(table, &thing[i], t);
        }
    periods_order(table, THINGS);
    return table;
}

static void release(Report *report)
{
    Arena *arena = report->arena;
    report_release(report);
    arena_free(arena);
}

static void assert_same(const ReportTable *one, const ReportTable *other)
{
    assert_int_equal(one->rows, other->rows);
    for (size_t i = 0; i < one->rows; i++)
        assert_int_equal(one->detail[i], other->detail[i]);
    for (size_t i = 0; i < one->rows * one->columns; i++) {
        const ReportCell *a = &one->cell[i], *b = &other->cell[i];
        assert_int_equal(a->text == NULL, b->text == NULL);
        if (a->text != NULL)
            assert_string_equal(a->text, b->text);
        else if (!isnan(a->number) || !isnan(b->number))
            assert_close(a->number, b->number);
    }
}

static void series_are_rows(void **state)
{
    (void)state;
    static const char *const names[THINGS] = { "coal", "gas", "power", "steam", "water" };
    static Thing thing[THINGS];
    Chance chance = { 11 };
    size_t rows = 0;
    for (int n = 0; n < TIMES; n++) {
        Report one_by_one, in_spans, kept;
        for (size_t i = 0; i < THINGS; i++)
            draw(&thing[i], names[i], &chance);
        const ReportTable *rowwise = fill(&one_by_one, thing, false, 0);
        assert_same(fill(&in_spans, thing, true, 0), rowwise);
        assert_same(fill(&kept, thing, true, SIZE_MAX), rowwise);
        rows += rowwise->rows;
        release(&one_by_one);
        release(&in_spans);
        release(&kept);
    }
    assert_in_range(rows, TIMES * THINGS / 2, TIMES * THINGS - 1);
}

/* By hand, with shares of 1/2 each: sum 2 + 6; mean half of it; ratio with weights 1 and 3 (2 x 1 + 6 x 3) / 4; from 2 in the first hour to 6 in the second; the worth of
 * 6 holds in half of the time, and counts three times there. */
static void each_kind_comes_to_what_it_says(void **state)
{
    (void)state;
    static Period halves[] = { { .hours = 1, .share = 0.5 }, { .hours = 1, .share = 0.5, .row = 1 } };
    static Stretch both[] = { { .name = "", .periods = 2 } };
    const Park two = { .period = halves, .periods = 2, .stretch = both, .stretches = 1, .hours = 2 };
    const double figures[] = { 2, 6 }, worth[] = { NAN, 6 }, weight[] = { 1, 3 };
    const double *const figure[COLUMNS] = {
        [SUM] = figures, [MEAN] = figures, [RATIO] = figures, [RANGE] = figures, [HELD] = worth
    };
    const RowState states[] = { ROW_DETAIL, ROW_SHOWN };
    const ReportCell cell[COLUMNS] = { [NAME] = { "coal", NAN }, [WORD] = { "CNY/t", NAN } };
    Report report;
    report_init(&report, arena_create());
    ReportTable *table = periods_table(&report, &two, "things", "Things", columns, COLUMNS);
    size_t known = 0;
    periods_series(table, &(PeriodSeries){ { 0, 2 }, cell, figure, states, weight }, &known);
    assert_int_equal(table->rows, 1);
    assert_int_equal(table->columns, COLUMNS + 5);
    assert_false(table->detail[0]);
    const ReportCell *to = table->cell;
    assert_close(to[SUM].number, 8);
    assert_close(to[MEAN].number, 4);
    assert_close(to[RATIO].number, 5);
    assert_close(to[RANGE].number, 5);
    assert_close(to[RANGE + 1].number, 2);
    assert_string_equal(to[RANGE + 2].text, "hour 1");
    assert_close(to[RANGE + 3].number, 6);
    assert_string_equal(to[RANGE + 4].text, "hour 2");
    assert_close(to[HELD + 4].number, 9);
    assert_close(to[HELD + 5].number, 3);
    assert_string_equal(to[HELD + 6].text, "CNY/t");
    release(&report);
}

/* Two links between the same works, of the same capacity and in the same line of a file: their limits say the same. They are two all the same, whether they
 * come by spans, period by period, or one after the other. */
static void what_looks_alike_stays_apart(void **state)
{
    (void)state;
    static Thing alike[THINGS], apart[THINGS];
    static const char *const names[THINGS] = { "a", "b", "c", "d", "e" };
    Chance chance = { 9 };
    for (int turn = 0; turn < 2 * TIMES; turn++) {
        const bool as_series = turn % 2 == 0;
        const size_t most = turn % 4 < 2 ? 0 : SIZE_MAX;
        Report one, other;
        for (size_t i = 0; i < THINGS; i++) {
            draw(&alike[i], i == 2 ? "another" : "alike", &chance);
            apart[i] = alike[i];
            apart[i].cell[NAME].text = names[i];
        }
        ReportTable *found = fill(&one, alike, as_series, most),
                    *wanted = fill(&other, apart, as_series, most);
        for (size_t r = 0; r < found->rows && r < wanted->rows; r++)
            found->cell[r * found->columns].text = wanted->cell[r * wanted->columns].text;
        assert_same(found, wanted);
        release(&one);
        release(&other);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_looks_alike_stays_apart),
        cmocka_unit_test(series_are_rows),
        cmocka_unit_test(each_kind_comes_to_what_it_says),
    };
    return cmocka_run_group_tests_name("fold", tests, make_periods, NULL);
}
