/* series - figures by step: from CSV files by name, or written as a list, one for each period */
#include "models/series.h"

#include "models/read/path.h"
#include "models/read/table_file.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A file, read once. */
typedef struct SeriesFile {
    const char *path;
    TableFile *table; /* NULL: it could not be read */
} SeriesFile;

typedef struct SeriesShelf {
    SeriesFile *file;
    size_t files, file_room;
    Series *series;
    size_t count, room;
    Table names;
    bool broken; /* some series could not be read, which has been said */
} SeriesShelf;

typedef struct SeriesKeys {
    const Node *file;
    const char *column, *unit;
} SeriesKeys;

const Field series_fields[] = {
    { "file", FIELD_NODE, offsetof(SeriesKeys, file), .need = true,
      .help = "a CSV file below the folder of the park: a row of names, then a row a step" },
    { "column", FIELD_TEXT, offsetof(SeriesKeys, column),
      .help = "the name of its column; that of the series when not given" },
    { "unit", FIELD_TEXT, offsetof(SeriesKeys, unit),
      .help = "unit of its figures; what stands in brackets behind the column's name when not given" },
    { 0 },
};

typedef struct UseKeys {
    const char *series;
    double times;
} UseKeys;

const Field series_use_fields[] = {
    { "series", FIELD_TEXT, offsetof(UseKeys, series), .need = true, .help = "the series that it follows" },
    { "times", FIELD_AMOUNT, offsetof(UseKeys, times), .unit = "1", .min = -1e9, .max = 1e9, .value = 1,
      .help = "what each figure is multiplied by" },
    { 0 },
};

static TableFile *open_file(Reading *reading, const Node *name)
{
    SeriesShelf *shelf = reading->series;
    const char *path = path_below(reading->arena, reading->diag, reading->folder, name, "files of series");
    if (path == NULL)
        return NULL;
    for (size_t i = 0; i < shelf->files; i++)
        if (strcmp(shelf->file[i].path, path) == 0)
            return shelf->file[i].table;
    shelf->file = memory_grow(shelf->file, shelf->files, &shelf->file_room, sizeof *shelf->file);
    TableFile *table = table_file_read(reading->arena, path, path, name->span, reading->diag);
    shelf->file[shelf->files++] = (SeriesFile){ path, table };
    return table;
}

/* A series of a column, its figures read when they are first asked for. */
static bool add_series(Reading *reading, const char *name, const TableFile *table, size_t column,
                       const char *unit_text, Span span)
{
    SeriesShelf *shelf = reading->series;
    const char *why = "";
    if (unit_text == NULL)
        unit_text = table->column[column].unit != NULL ? table->column[column].unit : "1";
    const Unit *unit = units_find(reading->units, unit_text, &why);
    if (unit == NULL)
        return diag_error(reading->diag, span, "series '%s': %s", name, why);
    if (table_find(&shelf->names, name) >= 0)
        return diag_error(reading->diag, span, "two series are called '%s'", name);
    table_add(&shelf->names, name, (int)shelf->count);
    shelf->series = memory_grow(shelf->series, shelf->count, &shelf->room, sizeof *shelf->series);
    shelf->series[shelf->count++] = (Series){
        .name = name, .unit = unit, .length = table->rows, .span = span, .table = table, .column = column
    };
    return true;
}

/* The figures of a series, read from its column once; false after an error that names file and row. */
static bool load(Reading *reading, Series *series)
{
    if (series->value != NULL)
        return true;
    double *value = memory_take(series->length, sizeof *value);
    if (table_file_column(series->table, series->column, value, reading->diag)) {
        series->value = value;
        return true;
    }
    free(value);
    return false;
}

/* What the file says and what the park says of a unit agree. */
static bool units_agree(Reading *reading, const Node *node, const char *head, const char *stated)
{
    const char *why;
    const Unit *a = head != NULL ? units_find(reading->units, head, &why) : NULL;
    const Unit *b = stated != NULL ? units_find(reading->units, stated, &why) : NULL;
    if (a == NULL || b == NULL || (unit_fits(a, b) && fabs(unit_factor(a, b) - 1) < 1e-12))
        return true;
    return diag_error(reading->diag, node_find(node, "unit")->span,
                      "'%s' is stated here, and the file says '%s'", stated, head);
}

static bool add_all_columns(Reading *reading, const Node *name)
{
    const TableFile *table = open_file(reading, name);
    bool fine = table != NULL;
    for (size_t c = 0; table != NULL && c < table->columns; c++)
        if (table->column[c].name[0] != '\0' && !table->column[c].tells_line)
            fine = add_series(reading, table->column[c].name, table, c, NULL, name->span) && fine;
    return fine;
}

static bool add_named(Reading *reading, const Node *node)
{
    SeriesKeys keys = { 0 };
    if (!fields_read(reading, node, series_fields, (FieldScope){ -1, NULL }, &keys))
        return false;
    const TableFile *table = open_file(reading, keys.file);
    if (table == NULL)
        return false;
    const char *column = keys.column != NULL ? keys.column : node->key;
    const char **names = arena_take(reading->arena, (table->columns + 1) * sizeof *names);
    for (size_t c = 0; c < table->columns; c++)
        names[c] = table->column[c].name;
    const Node *said = node_find(node, "column");
    const Node asked = { .text = column, .span = said != NULL ? said->span : node->key_span };
    const int found = fields_reference(reading, &asked,
                                       arena_print(reading->arena, "column of '%s'", table->source->path),
                                       names, table->columns, table_find(&table->names, column));
    return found >= 0 && units_agree(reading, node, table->column[found].unit, keys.unit)
           && add_series(reading, node->key, table, (size_t)found, keys.unit, node->key_span)
           && load(reading, &reading->series->series[reading->series->count - 1]);
}

bool series_read_all(Reading *reading, const Node *section)
{
    reading->series = memory_take(1, sizeof *reading->series);
    table_init(&reading->series->names);
    if (section == NULL)
        return true;
    bool fine = section->kind != NODE_SCALAR || section->text[0] == '\0' || add_all_columns(reading, section);
    for (const Node *node = section->first; node != NULL; node = node->next)
        fine = (section->kind == NODE_LIST ? add_all_columns(reading, node) : add_named(reading, node))
               && fine;
    reading->series->broken = !fine;
    return fine;
}

void series_release(Reading *reading)
{
    SeriesShelf *shelf = reading->series;
    if (shelf == NULL)
        return;
    for (size_t i = 0; i < shelf->files; i++)
        table_file_release(shelf->file[i].table);
    for (size_t i = 0; i < shelf->count; i++)
        free(shelf->series[i].value);
    free(shelf->file);
    free(shelf->series);
    table_release(&shelf->names);
    free(shelf);
    reading->series = NULL;
}

/* The figures of each period, once for all who ask; NULL after an error. */
static const double *follow(Reading *reading, const Node *name, Series *series)
{
    Park *park = reading->park;
    if (series->by_period != NULL)
        return series->by_period;
    if (!load(reading, series))
        return NULL;
    const double step = series->table->step;
    if (park->periods == 1 && series->length > 1) {
        diag_error(
            reading->diag, name->span,
            "series '%s' has %zu steps and the horizon has one period; give it steps: horizon: {step: 1 h, steps: %zu}",
            series->name, series->length, series->length);
        return NULL;
    }
    if (park->periods > 1 && !isnan(step) && fabs(step - park->period[0].hours) > 1e-6) {
        diag_error(reading->diag, name->span,
                   "series '%s' goes by %.6g h in its file, and the horizon by %.6g h", series->name, step,
                   park->period[0].hours);
        return NULL;
    }
    double *value = arena_take(reading->arena, park->periods * sizeof *value);
    for (size_t t = 0; t < park->periods; t++) {
        const size_t row = park->period[t].row;
        if (row >= series->length) {
            diag_error(reading->diag, name->span,
                       "series '%s' is too short: it has %zu steps, and the horizon asks for step %zu",
                       series->name, series->length, row + 1);
            return NULL;
        }
        value[t] = series->value[row];
    }
    park->followed = memory_grow(park->followed, park->followeds, &park->followed_room,
                                 sizeof *park->followed);
    park->followed[park->followeds++] = (Followed){ series->name, unit_text(series->unit), value };
    return series->by_period = value;
}

const double *series_by_period(Reading *reading, const Node *node, const Series **series)
{
    const SeriesShelf *shelf = reading->series;
    UseKeys keys = { 0 };
    if (!fields_read(reading, node, series_use_fields, (FieldScope){ -1, NULL }, &keys))
        return NULL;
    const char **names = arena_take(reading->arena, (shelf->count + 1) * sizeof *names);
    for (size_t i = 0; i < shelf->count; i++)
        names[i] = shelf->series[i].name;
    const Node *name = node_find(node, "series");
    if (shelf->broken && table_find(&shelf->names, keys.series) < 0)
        return NULL;
    const int found = fields_reference(reading, name, "series", names, shelf->count,
                                       table_find(&shelf->names, keys.series));
    if (found < 0)
        return NULL;
    *series = &shelf->series[found];
    const double *figures = follow(reading, name, &shelf->series[found]);
    if (figures == NULL || keys.times == 1)
        return figures;
    double *value = arena_take(reading->arena, reading->park->periods * sizeof *value);
    for (size_t t = 0; t < reading->park->periods; t++)
        value[t] = keys.times * figures[t];
    return value;
}
