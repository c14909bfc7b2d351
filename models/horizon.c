/* horizon - the time that a park is looked at: one period, steps of equal length, or typical stretches of steps with weights
 *
 *     share_t = weight_t hours_t / hours of the horizon,      hours of the horizon = sum of weight_t hours_t
 *
 * A stretch is time without a gap: a day, a week, the whole year. Inside it periods follow one another; its weight says how often it comes in
 * the horizon, and `from` where it begins in the series. A sequence says in which order stretches come; what each stands for is then its part of the turns. */
#include "models/horizon.h"

#include "models/base/date.h"
#include "models/read/node.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { PERIODS_MOST = 200000, TURNS_MOST = 10000 };

/* Weights are given with a few digits. */
static const double adds_up = 1e-3;

typedef struct HorizonKeys {
    double hours, step, steps;
    const char *start;
    const Node *typical, *sequence;
} HorizonKeys;

const Field horizon_fields[] = {
    { "hours", FIELD_AMOUNT, offsetof(HorizonKeys, hours), .unit = "h", .min = 0, .max = 876000, .open = true,
      .value = NAN,
      .help =
          "length of the one period, or of what all typical stretches stand for; a bare number is hours" },
    { "start", FIELD_TEXT, offsetof(HorizonKeys, start),
      .help = "when the first step begins, as a word for reports" },
    { "step", FIELD_AMOUNT, offsetof(HorizonKeys, step), .unit = "h", .min = 0, .max = 876000, .open = true,
      .value = 1, .help = "length of a step" },
    { "steps", FIELD_AMOUNT, offsetof(HorizonKeys, steps), .unit = "1", .min = 1, .max = PERIODS_MOST,
      .value = NAN, .help = "how many steps there are" },
    { "typical", FIELD_NODE, offsetof(HorizonKeys, typical),
      .help = "typical days or weeks, as a list: [{name: winter day, from: 0 h, steps: 24, weight: 120}]" },
    { "sequence", FIELD_NODE, offsetof(HorizonKeys, sequence),
      .help =
          "the names of typical stretches in the order in which they come in the year, for stores that carry over: [winter day, winter day, summer day]" },
    { 0 },
};

typedef struct TypicalKeys {
    const char *name, *season;
    double from, steps, weight;
} TypicalKeys;

const Field typical_fields[] = {
    { "name", FIELD_TEXT, offsetof(TypicalKeys, name), .need = true,
      .help = "what it is called: winter day" },
    { "season", FIELD_TEXT, offsetof(TypicalKeys, season),
      .help = "the season that it belongs to, as a word for reports" },
    { "from", FIELD_AMOUNT, offsetof(TypicalKeys, from), .unit = "h", .min = 0, .max = 876000, .value = NAN,
      .help = "where in the series it begins; behind the one before it when not given" },
    { "steps", FIELD_AMOUNT, offsetof(TypicalKeys, steps), .unit = "1", .need = true, .min = 1,
      .max = PERIODS_MOST, .help = "how many steps it has" },
    { "weight", FIELD_AMOUNT, offsetof(TypicalKeys, weight), .unit = "1", .min = 0, .max = 1e6, .open = true,
      .value = NAN,
      .help = "how often it comes in the horizon; when not given as often as in the 'sequence', else once" },
    { 0 },
};

/* `hours: 8760` says its unit by its name. */
static const Node *with_hours(Reading *reading, const Node *map)
{
    const Node *hours = node_find(map, "hours");
    if (hours == NULL || hours->kind != NODE_SCALAR || hours->text[0] == '\0' || hours->quoted
        || strspn(hours->text, "0123456789.eE+-") != strlen(hours->text))
        return map;
    Node *whole = node_emptied(reading->arena, map), *last = NULL;
    for (const Node *member = map->first; member != NULL; member = member->next) {
        last = node_append(reading->arena, whole, last, member);
        if (member == hours)
            last->text = arena_print(reading->arena, "%s h", hours->text);
    }
    node_close(reading->arena, whole);
    return whole;
}

static bool is_whole(Reading *reading, const Node *map, const char *key, double number)
{
    const Node *node = node_find(map, key);
    return number == floor(number)
           || diag_error(reading->diag, node->span, "'%s' is not a whole number of steps", node->text);
}

/* What is `from` hours into the series is row from / step. */
static bool find_row(Reading *reading, const Node *node, double from, double step, size_t *row)
{
    const double at = isnan(from) ? (double)*row : from / step;
    if (fabs(at - round(at)) > 1e-6)
        return diag_error(reading->diag, node_find(node, "from")->span,
                          "'%s' is no whole number of steps of %.6g h", node_find(node, "from")->text, step);
    *row = (size_t)round(at);
    return true;
}

static bool read_typical(Reading *reading, const Node *list, double step)
{
    Park *park = reading->park;
    if (!node_is(reading, list, NODE_LIST, "a list of typical days or weeks"))
        return false;
    if (list->count == 0)
        return diag_error(reading->diag, list->key_span, "'typical' is empty");
    park->stretch = arena_take(reading->arena, list->count * sizeof *park->stretch);
    size_t row = 0;
    bool fine = true;
    for (const Node *node = list->first; node != NULL; node = node->next) {
        TypicalKeys keys = { 0 };
        if (!fields_read(reading, node, typical_fields, (FieldScope){ -1, NULL }, &keys)
            || !is_whole(reading, node, "steps", keys.steps)
            || !find_row(reading, node, keys.from, step, &row)) {
            fine = false;
            continue;
        }
        for (size_t s = 0; s < park->stretches; s++)
            if (strcmp(park->stretch[s].name, keys.name) == 0)
                fine = diag_error(reading->diag, node->span, "two typical stretches are called '%s'",
                                  keys.name);
        park->stretch[park->stretches++] = (Stretch){ .name = keys.name,
                                                      .season = keys.season,
                                                      .weight = isnan(keys.weight) ? 1 : keys.weight,
                                                      .periods = (size_t)keys.steps,
                                                      .row = row };
        row += (size_t)keys.steps;
    }
    return fine;
}

/* ---- the order of stretches ---- */

static bool read_turns(Reading *reading, const Node *list)
{
    Park *park = reading->park;
    if (!node_is(reading, list, NODE_LIST, "a list of names of typical stretches"))
        return false;
    if (list->count == 0 || list->count > TURNS_MOST)
        return diag_error(reading->diag, list->key_span,
                          "a sequence has 1 to %d stretches, and this one has %u", TURNS_MOST, list->count);
    const char **names = arena_take(reading->arena, park->stretches * sizeof *names);
    for (size_t s = 0; s < park->stretches; s++)
        names[s] = park->stretch[s].name;
    park->sequence = arena_take(reading->arena, list->count * sizeof *park->sequence);
    for (const Node *node = list->first; node != NULL; node = node->next) {
        size_t s = 0;
        if (!node_is(reading, node, NODE_SCALAR, "the name of a typical stretch"))
            return false;
        while (s < park->stretches && strcmp(names[s], node->text) != 0)
            s++;
        if (fields_reference(reading, node, "typical stretch", names, park->stretches,
                             s < park->stretches ? (int)s : -1)
            < 0)
            return false;
        park->sequence[park->turns++] = s;
    }
    return true;
}

size_t horizon_turns(const Park *park, size_t stretch)
{
    size_t turns = 0;
    for (size_t i = 0; i < park->turns; i++)
        turns += park->sequence[i] == stretch;
    return turns;
}

/* The weights are those of the sequence to the last digit: else what a store gives would not be what it took. */
static bool weigh_by_turns(Reading *reading, const Node *typical)
{
    Park *park = reading->park;
    const double turns = (double)park->turns;
    double sum = 0;
    size_t s = 0;
    assert(typical != NULL);
    for (const Node *node = typical->first; node != NULL; node = node->next, s++) {
        if (node_find(node, "weight") == NULL)
            park->stretch[s].weight = (double)horizon_turns(park, s);
        sum += park->stretch[s].weight;
    }
    s = 0;
    for (const Node *node = typical->first; node != NULL; node = node->next, s++) {
        Stretch *stretch = &park->stretch[s];
        const double weight = sum * (double)horizon_turns(park, s) / turns;
        if (weight == 0 || fabs(stretch->weight - weight) > adds_up * weight)
            return diag_error(
                reading->diag, node->span,
                "the weight of '%s' is %.6g; by the sequence, where it comes %zu of %zu times, it would be %.6g",
                stretch->name, stretch->weight, horizon_turns(park, s), park->turns, weight);
        stretch->weight = weight;
    }
    return true;
}

static bool make_periods(Reading *reading, const Node *node, double step)
{
    Park *park = reading->park;
    size_t count = 0;
    for (size_t s = 0; s < park->stretches; s++)
        count += park->stretch[s].periods;
    if (count > PERIODS_MOST)
        return diag_error(reading->diag, node->span, "%zu steps are too many; %d are allowed", count,
                          PERIODS_MOST);
    park->period = arena_take(reading->arena, count * sizeof *park->period);
    for (size_t s = 0; s < park->stretches; s++) {
        Stretch *stretch = &park->stretch[s];
        stretch->first = park->periods;
        for (size_t k = 0; k < stretch->periods; k++)
            park->period[park->periods++] =
                (Period){ .hours = step, .weight = stretch->weight, .stretch = s, .row = stretch->row + k };
        park->hours += stretch->weight * step * (double)stretch->periods;
    }
    for (size_t t = 0; t < park->periods; t++)
        park->period[t].share = park->period[t].weight * step / park->hours;
    return true;
}

/* Typical stretches stand for a year, or for what `hours` says. */
static bool check_sum(Reading *reading, const Node *list, double hours)
{
    Park *park = reading->park;
    if (isnan(hours))
        hours = 8760;
    if (fabs(park->hours - hours) > adds_up * hours)
        return diag_error(
            reading->diag, list->key_span,
            "the weights do not add up: typical stretches stand for %.6g h and the horizon is %.6g h (weight x steps x step; state 'hours' where it is no year)",
            park->hours, hours);
    park->hours = hours;
    return true;
}

bool horizon_read(Reading *reading, const Node *node)
{
    static const Node none = { .kind = NODE_MAP };
    Park *park = reading->park;
    HorizonKeys keys = { 0 };
    if (node != NULL && !node_is(reading, node, NODE_MAP, "a map such as {hours: 8760}"))
        node = NULL;
    const Node *map = node != NULL && node->kind == NODE_MAP ? with_hours(reading, node) : &none;
    bool fine = fields_read(reading, map, horizon_fields, (FieldScope){ -1, NULL }, &keys);
    const bool stepped = !isnan(keys.steps);
    const double hours = isnan(keys.hours) ? 8760 : keys.hours;
    if (fine && stepped && (keys.typical != NULL || node_find(map, "hours") != NULL))
        fine = diag_error(reading->diag, map->span,
                          "a horizon has 'hours', or 'steps', or 'typical' stretches; one of them");
    if (fine && !stepped && keys.typical == NULL && node_find(map, "step") != NULL)
        fine = diag_error(reading->diag, map->span, "'step' wants 'steps' or 'typical' beside it");
    if (fine && stepped)
        fine = is_whole(reading, map, "steps", keys.steps);
    if (fine && keys.typical != NULL)
        fine = read_typical(reading, keys.typical, keys.step);
    if (fine && keys.sequence != NULL && keys.typical == NULL)
        fine = diag_error(reading->diag, keys.sequence->key_span, "'sequence' wants 'typical' beside it");
    if (fine && keys.sequence != NULL)
        fine = read_turns(reading, keys.sequence) && weigh_by_turns(reading, keys.typical);
    if (!fine || park->stretches == 0) {
        park->stretch = arena_take(reading->arena, sizeof *park->stretch);
        park->stretch[0] =
            (Stretch){ .name = "", .weight = 1, .periods = fine && stepped ? (size_t)keys.steps : 1 };
        park->stretches = 1;
    }
    const bool whole = !fine || (!stepped && keys.typical == NULL);
    if (keys.start != NULL && keys.start[0] >= '0' && keys.start[0] <= '9' && isnan(date_hours(keys.start)))
        fine = diag_error(reading->diag, node_find(map, "start")->span, "'%s' is no date such as 2025-01-01",
                          keys.start);
    park->start = keys.start;
    if (!make_periods(reading, map, whole ? hours : keys.step))
        return false;
    return fine && (keys.typical == NULL || check_sum(reading, keys.typical, keys.hours));
}

/* ---- when a period is ---- */

const char *horizon_time(const Park *park, Arena *arena, int t)
{
    const Period *period = &park->period[t];
    const Stretch *stretch = &park->stretch[period->stretch];
    const double start = stretch->name[0] == '\0' && park->start != NULL ? date_hours(park->start) : NAN;
    char buffer[DATE_LONGEST];
    if (!isnan(start)) {
        const char *date = date_text(start + period->hours * (double)period->row, buffer);
        const bool begins_day = strchr(date, ' ') == NULL;
        return arena_print(arena, begins_day && period->hours < 24 ? "%s 00:00" : "%s", date);
    }
    return arena_print(arena, "%zu", (size_t)t - stretch->first + 1);
}

const char *horizon_when(const Park *park, Arena *arena, int t)
{
    const Period *period = &park->period[t];
    const char *name = park->stretch[period->stretch].name, *time = horizon_time(park, arena, t);
    const char *word = strchr(time, '-') != NULL ? "" : period->hours == 1 ? "hour " : "step ";
    return arena_print(arena, "%s%s%s%s", name, name[0] != '\0' ? ", " : "", word, time);
}
