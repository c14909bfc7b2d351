/* test_wide - figures by period come as a line for each period, under heads that say what and in which unit */
#include "cli/report/fold.h"
#include "cli/report/wide.h"
#include "tests/unit/close.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PERIODS = 3, COLUMNS_MOST = 10 };

static Period period[PERIODS] = { { .hours = 1, .share = 0.25, .row = 0 },
                                  { .hours = 1, .share = 0.25, .row = 1 },
                                  { .hours = 1, .share = 0.5, .stretch = 1, .row = 2 } };
static Stretch stretch[2] = { { .name = "winter day", .periods = 2 },
                              { .name = "", .first = 2, .periods = 1, .row = 2 } };
static const Park park = {
    .period = period, .periods = PERIODS, .stretch = stretch, .stretches = 2, .hours = 4
};
static const char *const hour[PERIODS] = { "1", "2", "1" };

static ReportCell text(const char *text)
{
    return (ReportCell){ text, NAN };
}

static ReportCell number(double number)
{
    return (ReportCell){ NULL, number };
}

/* Takes the table away. */
static void assert_writes(Wide *wide, const char *expected)
{
    static Buffer buffer;
    char *written = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&written, &length);
    assert_non_null(out);
    buffer_begin(&buffer, out);
    wide_write(wide, &buffer);
    buffer_end(&buffer);
    fclose(out);
    assert_string_equal(written, expected);
    free(written);
    wide_free(wide);
}

/* A boiler that stands still in period 2, where its rate is 0 and its share of a load is none, and a pump of which nobody says a load. The total, 0.5 h x rate, stands beside its rate and is left out;
 * titles are not shown in text and tell nothing; nine digits are enough; -0 is 0. */
static void a_period_is_a_line(void **state)
{
    (void)state;
    static const ReportColumn columns[] = {
        { "process", "process", KIND_TEXT }, { "title", NULL, KIND_TEXT },
        { "period", NULL, KIND_PERIOD },     { "rate", "runs at", KIND_MEAN },
        { "rate_unit", "", KIND_TEXT },      { "load_percent", "load %", KIND_RATIO },
        { "total", "in all", KIND_SUM },     { "total_unit", "", KIND_TEXT },
    };
    Arena *arena = arena_create();
    Wide *wide = wide_create(&park, arena, columns, 8, hour);
    const ReportCell boiler[] = { text("boiler"), text("Boiler, old"), number(1),       number(100 / 3.),
                                  text("GJ/h"),   number(200 / 3.),    number(50 / 3.), text("GJ") },
                     stronger[] = { text("boiler"), text("Boiler, old"), number(3),  number(-0.0),
                                    text("GJ/h"),   number(100),         number(25), text("GJ") },
                     pump[] = { text("pump"), text(""),    number(3), number(1234567.5),
                                text("MW"),   number(NAN), number(1), text("MWh") };
    wide_put(wide, 0, boiler, 0);
    wide_put(wide, 0, stronger, 2);
    wide_put(wide, 1, pump, 2);
    assert_writes(wide, "period,stretch,time,boiler rate [GJ/h],boiler load [%],pump rate [MW]\r\n"
                        "1,winter day,1,33.3333333,66.6666667,0\r\n"
                        "2,winter day,2,0,,0\r\n"
                        "3,,1,0,100,1234567.5\r\n");
    arena_free(arena);
}

/* A sum that has no rate beside it is told, under the words of the row alone where it is all that there is. Of keys that are numbers
 * the unit is said; what has a comma or quotes is quoted. */
static void words_of_a_row_are_its_head(void **state)
{
    (void)state;
    static const ReportColumn columns[] = {
        { "store", "store", KIND_TEXT },     { "from_C", "from degC", KIND_NUMBER },
        { "kind", "kind", KIND_TEXT_ASIDE }, { "lost", "lost", KIND_SUM },
        { "lost_unit", "", KIND_TEXT },
    };
    Arena *arena = arena_create();
    Wide *wide = wide_create(&park, arena, columns, 5, hour);
    const ReportCell tank[] = { text("tank 1, \"old\""), number(85.5), text("wet"), number(7), text("t") },
                     heap[] = { text("heap"), number(NAN), text("dry"), number(0.1), text("") };
    wide_put(wide, 0, tank, 1);
    wide_put(wide, 1, heap, 1);
    assert_writes(wide, "period,stretch,time,\"tank 1, \"\"old\"\" 85.5 C [t]\",heap\r\n"
                        "1,winter day,1,0,0\r\n"
                        "2,winter day,2,7,0.1\r\n"
                        "3,,1,0,0\r\n");
    arena_free(arena);
}

static const ReportColumn named[] = { { "name", "name", KIND_TEXT },
                                      { "file", NULL, KIND_TEXT },
                                      { "period", NULL, KIND_PERIOD },
                                      { "worth", "", KIND_HELD },
                                      { "unit", "", KIND_WORD } };

/* A series reads no two columns of one name, whatever their units. A row of which nothing was told has no column. */
static void alike_heads_are_numbered(void **state)
{
    (void)state;
    static const char *const files[] = { "a", "b", "c", "d" };
    static const double worth[] = { 5, 6, NAN, 7 };
    Arena *arena = arena_create();
    Wide *wide = wide_create(&park, arena, named, 5, hour);
    for (size_t r = 0; r < 4; r++) {
        const ReportCell row[] = { text("cap"), text(files[r]), number(1), number(worth[r]),
                                   text(r == 1 ? "CNY/t" : "CNY/GJ") };
        wide_put(wide, r, row, 0);
    }
    assert_writes(wide, "period,stretch,time,cap [CNY/GJ],cap (2) [CNY/t],cap (3) [CNY/GJ]\r\n"
                        "1,winter day,1,5,6,7\r\n"
                        "2,winter day,2,0,0,0\r\n"
                        "3,,1,0,0,0\r\n");
    arena_free(arena);
}

/* Figures of a period that is absent are not looked at. */
static void several_periods_come_at_once(void **state)
{
    (void)state;
    const ReportCell row[] = { text("cap"), text(""), number(0), number(NAN), text("CNY/t") };
    const double worth[] = { 8, 99 };
    const double *const figure[5] = { [3] = worth };
    const RowState states[] = { ROW_DETAIL, ROW_ABSENT };
    Arena *arena = arena_create();
    Wide *wide = wide_create(&park, arena, named, 5, hour);
    wide_put_series(wide, 0, &(PeriodSeries){ { 1, 2 }, row, figure, states, NULL });
    assert_writes(wide, "period,stretch,time,cap [CNY/t]\r\n"
                        "1,winter day,1,0\r\n"
                        "2,winter day,2,8\r\n"
                        "3,,1,0\r\n");
    arena_free(arena);
}

/* Things are told of in the order of memory, and written in their own, as the rows over the horizon are. A row of the whole horizon
 * has no column; the folder gets the file in the end, and none before. */
static void columns_stand_in_the_order_of_rows(void **state)
{
    (void)state;
    char folder[] = "/tmp/coplant-wide-XXXXXX", path[80];
    assert_non_null(mkdtemp(folder));
    Report report;
    report_init(&report, arena_create());
    Arena *arena = report.arena;
    report.periods_most = SIZE_MAX;
    report_expect(&report, REPORT_CSV, folder);
    ReportTable *table = periods_table(&report, &park, "caps", "Caps", named, 5);
    static const char *const names[] = { "third", "first", "second", "whole" };
    static const size_t things[] = { 2, 0, 1, 0 };
    for (size_t r = 0; r < 4; r++) {
        size_t known = 0;
        const ReportCell row[] = { text(names[r]), text(""), number(r == 3 ? 0 : 3), number((double)r),
                                   text("t") };
        periods_of_thing(table, things[r]);
        periods_row(table, row, false, &known);
    }
    periods_order(table, 3);
    static const char *const order[] = { "first", "whole", "second", "third" };
    for (size_t r = 0; r < 4; r++)
        assert_string_equal(table->cell[r * table->columns].text, order[r]);
    Wide *wide = table->fold->by_period->wide;
    table->fold->by_period->wide = NULL;
    assert_writes(wide, "period,stretch,time,first [t],second [t],third [t]\r\n"
                        "1,winter day,1,0,0,0\r\n"
                        "2,winter day,2,0,0,0\r\n"
                        "3,,1,1,2,0\r\n");
    report_release(&report);
    arena_free(arena);
    snprintf(path, sizeof path, "%s/caps_by_period.csv", folder);
    assert_int_not_equal(access(path, F_OK), 0);
    assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_period_is_a_line),
        cmocka_unit_test(words_of_a_row_are_its_head),
        cmocka_unit_test(alike_heads_are_numbered),
        cmocka_unit_test(several_periods_come_at_once),
        cmocka_unit_test(columns_stand_in_the_order_of_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
