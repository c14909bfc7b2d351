/* test_cases - every folder of tests/cases: its park, its program in words and its answer, all small enough for a pencil
 *
 *     park.yaml     the park, with the reasoning at its head
 *     program.txt   the program it must become, word by word; UPDATE_GOLDEN=1 writes what it became: read it before keeping it
 *     answer.txt    the answer, thought out and never recorded; each line an amount in its unit
 *
 *     margin = 3510 CNY/h                               an account: of the park, or margin(works) of a facility
 *     activity(works, furnace) = 9 t/h                  what a column is
 *     value balance(works, ore) = 100 CNY/t             what one more unit wanted there adds to the objective, a least
 *     worth activity(works, furnace) = 390 CNY/t        what one more unit of the limit that holds it brings
 *
 * An answer is whole: it says every column that isn't nothing, every balance and mix, and every limit that is worth something.
 * Lines may leave out what stands still. */
#include "models/compile.h"
#include "models/formulation/family.h"
#include "models/outcome.h"
#include "models/park_file.h"
#include "solver/memory.h"
#include "tests/cases/slopes.h"
#include "tests/cases/words.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define CASES COPLANT_ROOT "/tests/cases"

enum { CASES_MOST = 64, PATH = 512 };

static const char *const backends[] = { "glpk", "exact" };

/* ---- files ---- */

/* The whole file with a zero byte behind it, or NULL. */
static char *file_text(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return NULL;
    char *text = NULL;
    size_t size = 0, room = 0;
    for (int byte; (byte = fgetc(file)) != EOF;) {
        text = memory_grow(text, size, &room, 1);
        text[size++] = (char)byte;
    }
    text = memory_grow(text, size, &room, 1);
    text[size] = '\0';
    fclose(file);
    return text;
}

static Park *read_park(const char *name)
{
    char path[PATH];
    snprintf(path, sizeof path, CASES "/%s/park.yaml", name);
    Diag *diag = diag_create();
    Park *park = park_read(path, NULL, diag);
    if (park == NULL || diag_warnings(diag) > 0)
        diag_write(diag, stderr);
    bool clean = park != NULL && diag_warnings(diag) == 0;
    diag_free(diag);
    assert_true(clean);
    return park;
}

static Outcome *solve(const Park *park, const char *backend, bool reversed)
{
    const CompileOptions how = { .facility = -1, .reversed = reversed };
    const LpOptions options = { .backend = backend };
    Outcome *outcome = outcome_solve(park, program_compile(park, &how), &options);
    assert_string_equal(outcome->result.message, "");
    assert_int_equal(outcome->result.status, LP_OPTIMAL);
    assert_string_equal(outcome->result.solved_by, backend);
    assert_true(outcome->result.certificate.proved);
    assert_true(outcome_proved(outcome));
    return outcome;
}

/* ---- the program in words ---- */

static char *in_words(const Park *park, bool reversed)
{
    const CompileOptions how = { .facility = -1, .reversed = reversed };
    Program *program = program_compile(park, &how);
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    words_program(program, out);
    fclose(out);
    program_free(program);
    return text;
}

static void first_difference(const char *wanted, const char *got)
{
    int line = 1;
    const char *wanted_line = wanted, *got_line = got;
    for (; *wanted != '\0' && *wanted == *got; wanted++, got++)
        if (*wanted == '\n') {
            line++;
            wanted_line = wanted + 1;
            got_line = got + 1;
        }
    print_error("program.txt:%d: wanted: %.*s\n", line, (int)strcspn(wanted_line, "\n"), wanted_line);
    print_error("program.txt:%d:    got: %.*s\n", line, (int)strcspn(got_line, "\n"), got_line);
}

static void update(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void program_is_the_golden_one(void **state)
{
    const char *name = *state;
    char path[PATH];
    snprintf(path, sizeof path, CASES "/%s/program.txt", name);
    Park *park = read_park(name);
    char *got = in_words(park, false);
    if (getenv("UPDATE_GOLDEN") != NULL)
        update(path, got);
    char *wanted = file_text(path);
    assert_non_null(wanted);
    bool same = strcmp(wanted, got) == 0;
    if (!same)
        first_difference(wanted, got);
    free(wanted);
    free(got);
    park_free(park);
    assert_true(same);
}

/* Families meet only at tagged rows: the order in which they come leaves no trace. */
static void order_leaves_no_trace(void **state)
{
    Park *park = read_park(*state);
    char *forwards = in_words(park, false), *backwards = in_words(park, true);
    bool same = strcmp(forwards, backwards) == 0;
    if (!same)
        first_difference(forwards, backwards);
    free(forwards);
    free(backwards);
    park_free(park);
    assert_true(same);
}

/* ---- the answer ---- */

/* What an answer has said so far. */
typedef struct Said {
    const Outcome *outcome;
    bool *column, *column_worth; /* [columns] */
    bool *row;                   /* [rows] value or worth */
    bool objective;
    int faults;
} Said;

static const char *print(const Park *park, const char *format, const char *a, const char *b)
{
    char *text = arena_take(park->arena, strlen(format) + strlen(a) + strlen(b) + 1);
    for (const char *at = format; *at != '\0'; at++)
        if (*at == '%')
            strcat(text, at[1] == 'a' ? a : b), at++;
        else
            strncat(text, at, 1);
    return text;
}

/* The amount of a line, in `unit`. */
static bool wanted_amount(const Park *park, const char *text, const char *unit, double *value)
{
    const Unit *given, *internal;
    const char *why = "";
    if (!units_amount(park->units, text, value, &given, NULL, &why)
        || (internal = units_find(park->units, unit, &why)) == NULL) {
        print_error("answer.txt: '%s': %s\n", text, why);
        return false;
    }
    if (!unit_fits(given, internal)) {
        print_error("answer.txt: '%s' is no amount in %s\n", text, unit);
        return false;
    }
    *value *= unit_factor(given, internal);
    return true;
}

static void compare(Said *said, const char *subject, const char *amount, double got, const char *unit)
{
    double wanted;
    if (!wanted_amount(said->outcome->park, amount, unit, &wanted)) {
        said->faults++;
    } else if (!(fabs(got - wanted) <= 1e-9 * fmax(fabs(wanted), 1e-3))) {
        print_error("answer.txt: %s = %s, but came to %.12g %s\n", subject, amount, got, unit);
        said->faults++;
    }
}

/* Accounts of their own; all else is a measure and has its name. */
static const struct {
    const char *name;
    int account;
} books[] = {
    { "sales", ACCOUNT_SALES },         { "purchases", ACCOUNT_PURCHASES }, { "disposal", ACCOUNT_DISPOSAL },
    { "transport", ACCOUNT_TRANSPORT }, { "running", ACCOUNT_RUNNING },     { "exchange", ACCOUNT_EXCHANGE },
    { "co2_cost", ACCOUNT_CO2_COST },   { "levies", ACCOUNT_LEVIES },
};

enum { BOOKS = sizeof books / sizeof books[0] };

/* "t/h", "1", "kCNY/h", "m3/kCNY" */
static const char *measured_in(const Park *park, const Measure *measure)
{
    const char *money = strstr(measure->unit, "money");
    const char *unit = money == NULL ? measure->unit
                                     : arena_print(park->arena, "%.*sk%s", (int)(money - measure->unit),
                                                   measure->unit, park->currency);
    return measure_is_ratio(measure) ? unit : arena_print(park->arena, "%s/h", unit);
}

/* "sales" or "sales(works)". */
static bool say_account(Said *said, const char *subject, const char *amount)
{
    const Park *park = said->outcome->park;
    size_t length = strcspn(subject, "(");
    int facility = -1;
    if (subject[length] == '(') {
        const char *name = arena_copy(park->arena, subject + length + 1, strcspn(subject + length + 1, ")"));
        facility = table_find(&park->facility_table, name);
        if (facility < 0)
            return false;
    }
    const char *name = arena_copy(park->arena, subject, length);
    said->objective = said->objective || strcmp(subject, measure_of_objective(park->objective)->name) == 0;
    const Measure *measure = measure_find(name);
    if (measure != NULL) {
        compare(said, subject, amount, outcome_measure(said->outcome, measure, facility),
                measured_in(park, measure));
        return true;
    }
    for (size_t i = 0; i < BOOKS; i++)
        if (strcmp(books[i].name, name) == 0) {
            compare(said, subject, amount, outcome_account(said->outcome, books[i].account, facility),
                    arena_print(park->arena, "k%s/h", park->currency));
            return true;
        }
    return false;
}

/* The one row or column of that name, -1: none. */
typedef Tag TagOf(const Program *program, size_t index);

static int named(const Program *program, TagOf *tag_of, size_t count, const char *name)
{
    char words[WORDS_MOST];
    int found = -1;
    for (size_t i = 0; i < count; i++)
        if (strcmp(words_tag(program, tag_of(program, i), words), name) == 0) {
            assert_int_equal(found, -1); /* else the case says too little to tell them apart */
            found = (int)i;
        }
    return found;
}

static const char *value_unit(const Program *program, Tag tag)
{
    return print(program->park, "%a/%b", words_objective_unit(program->park), words_unit(program, tag));
}

static bool say_value(Said *said, const char *subject, const char *name, const char *amount)
{
    const Program *program = said->outcome->program;
    int row = named(program, program_row_tag, program->lp.rows, name);
    if (row < 0)
        return false;
    const Tag tag = program_row_tag(program, (size_t)row);
    compare(said, subject, amount, outcome_row_value(said->outcome, row), value_unit(program, tag));
    said->row[row] = true;
    return true;
}

static bool say_worth(Said *said, const char *subject, const char *name, const char *amount)
{
    const Program *program = said->outcome->program;
    int column = named(program, program_column_tag, program->lp.columns, name);
    if (column >= 0) {
        compare(said, subject, amount, outcome_limit_value(said->outcome, column),
                value_unit(program, program_column_tag(program, (size_t)column)));
        said->column_worth[column] = true;
        return true;
    }
    int row = named(program, program_row_tag, program->lp.rows, name);
    if (row < 0)
        return false;
    compare(said, subject, amount, -outcome_row_value(said->outcome, row),
            value_unit(program, program_row_tag(program, (size_t)row)));
    said->row[row] = true;
    return true;
}

static bool say_column(Said *said, const char *name, const char *amount)
{
    const Program *program = said->outcome->program;
    int column = named(program, program_column_tag, program->lp.columns, name);
    if (column < 0)
        return false;
    compare(
        said, name, amount, said->outcome->result.x[column],
        print(program->park, "%a/h", words_unit(program, program_column_tag(program, (size_t)column)), ""));
    said->column[column] = true;
    return true;
}

static void say_line(Said *said, char *line)
{
    line[strcspn(line, "#")] = '\0';
    for (size_t length = strlen(line); length > 0 && line[length - 1] == ' ';)
        line[--length] = '\0';
    if (line[0] == '\0')
        return;
    char *equals = strstr(line, " = ");
    bool known = equals != NULL;
    if (known) {
        *equals = '\0';
        const char *amount = equals + 3;
        known = strncmp(line, "value ", 6) == 0 ? say_value(said, line, line + 6, amount)
                : strncmp(line, "worth ", 6) == 0
                    ? say_worth(said, line, line + 6, amount)
                    : say_column(said, line, amount) || say_account(said, line, amount);
    }
    if (!known) {
        print_error("answer.txt: nothing is called '%s'\n", line);
        said->faults++;
    }
}

static void miss(Said *said, const char *what, const char *name, double value, const char *unit)
{
    print_error("answer.txt: nothing said of %s%s, which came to %.12g %s\n", what, name, value, unit);
    said->faults++;
}

/* What the answer should have said. */
static void find_silence(Said *said)
{
    const Outcome *outcome = said->outcome;
    const Program *program = outcome->program;
    char words[WORDS_MOST];
    if (!said->objective)
        miss(said, "the objective ", measure_of_objective(outcome->park->objective)->name,
             outcome->result.objective, "");
    for (size_t i = 0; i < program->lp.rows; i++) {
        const Tag tag = program_row_tag(program, i);
        bool whole = tag.kind == ROW_BALANCE || tag.kind == ROW_MIX || tag.kind == ROW_MODES;
        if (!said->row[i] && (whole || fabs(outcome->result.row_dual[i]) > 1e-9))
            miss(said, whole ? "value " : "worth ", words_tag(program, tag, words),
                 outcome_row_value(outcome, (int)i), value_unit(program, tag));
    }
    for (size_t j = 0; j < program->lp.columns; j++) {
        const Tag tag = program_column_tag(program, j);
        double x = outcome->result.x[j], worth = outcome_limit_value(outcome, (int)j);
        if (!said->column[j] && fabs(x) > 1e-9)
            miss(said, "", words_tag(program, tag, words), x, words_unit(program, tag));
        if (!said->column_worth[j] && fabs(worth) > 1e-9)
            miss(said, "worth ", words_tag(program, tag, words), worth, value_unit(program, tag));
    }
}

/* The objective is a least, so of a margin it is the opposite. */
static void check_objective(Said *said)
{
    const Outcome *outcome = said->outcome;
    const int objective = outcome->park->objective;
    const double sum = outcome_measure(outcome, measure_of_objective(objective), -1);
    const double wanted = objective == OBJECTIVE_MARGIN ? -sum : sum, got = outcome->result.objective;
    if (fabs(got - wanted) > 1e-9 * fmax(1, fabs(wanted))) {
        print_error("the objective is %.12g and its accounts come to %.12g\n", got, wanted);
        said->faults++;
    }
}

static int check_answer(const Outcome *outcome, const char *answer)
{
    size_t rows = outcome->program->lp.rows, columns = outcome->program->lp.columns;
    Said said = {
        .outcome = outcome,
        .column = memory_take(columns, sizeof *said.column),
        .column_worth = memory_take(columns, sizeof *said.column_worth),
        .row = memory_take(rows, sizeof *said.row),
    };
    char *line = memory_take(strlen(answer) + 1, 1);
    for (const char *at = answer; *at != '\0';) {
        size_t length = strcspn(at, "\n");
        memcpy(line, at, length);
        line[length] = '\0';
        say_line(&said, line);
        at += length + (at[length] == '\n');
    }
    free(line);
    find_silence(&said);
    check_objective(&said);
    free(said.column);
    free(said.column_worth);
    free(said.row);
    return said.faults;
}

/* By each backend, forwards and backwards: the same plan, the same values. */
static void answer_is_the_thought_out_one(void **state)
{
    const char *name = *state;
    char path[PATH];
    snprintf(path, sizeof path, CASES "/%s/answer.txt", name);
    char *answer = file_text(path);
    assert_non_null(answer);
    Park *park = read_park(name);
    int faults = 0;
    for (size_t b = 0; b < sizeof backends / sizeof backends[0]; b++)
        for (int reversed = 0; reversed < 2; reversed++) {
            Outcome *outcome = solve(park, backends[b], reversed);
            int found = check_answer(outcome, answer);
            if (found > 0)
                print_error("%s: by %s%s\n", name, backends[b], reversed ? ", items reversed" : "");
            faults += found;
            outcome_free(outcome);
        }
    park_free(park);
    free(answer);
    assert_int_equal(faults, 0);
}

/* ---- duals against what happens ---- */

static int check_slope(const Outcome *outcome, Slope slope, Tag tag, double dual, double step)
{
    double objective = outcome->result.objective;
    if (slope_allows(&slope, dual, objective, step) && slope_meets(&slope, dual, objective, step))
        return 0;
    char words[WORDS_MOST];
    print_error("%s: dual %.9g, but slopes %.9g and %.9g\n", words_tag(outcome->program, tag, words), dual,
                slope.left, slope.right);
    return 1;
}

static void duals_are_what_happens(void **state)
{
    const double step = 1e-3;
    Park *park = read_park(*state);
    Outcome *outcome = solve(park, "glpk", false);
    const Program *program = outcome->program;
    const LpResult *result = &outcome->result;
    int faults = 0;
    for (size_t i = 0; i < program->lp.rows; i++) {
        Slope slope = slope_of_row(&program->lp, result->objective, (int)i, step);
        faults += check_slope(outcome, slope, program_row_tag(program, i), result->row_dual[i], step);
    }
    for (size_t j = 0; j < program->lp.columns; j++) {
        Slope slope = slope_of_column(&program->lp, result->objective, (int)j, step);
        faults += check_slope(outcome, slope, program_column_tag(program, j), result->column_dual[j], step);
    }
    outcome_free(outcome);
    park_free(park);
    assert_int_equal(faults, 0);
}

/* ---- nothing goes without a case ---- */

static bool stands(const char *folder, const char *file)
{
    char path[2 * PATH];
    struct stat facts;
    snprintf(path, sizeof path, "%s/%s", folder, file);
    return stat(path, &facts) == 0;
}

/* Names of the folders of cases, sorted. tests/cases/published has a test of its own. */
static size_t find_cases(char name[CASES_MOST][64])
{
    size_t count = 0;
    DIR *folder = opendir(CASES);
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        char file[PATH];
        snprintf(file, sizeof file, "%.60s/park.yaml", entry->d_name);
        if (entry->d_name[0] == '.' || strcmp(entry->d_name, "published") == 0 || !stands(CASES, file))
            continue;
        assert_true(count < CASES_MOST);
        snprintf(name[count++], sizeof name[0], "%.60s", entry->d_name);
    }
    closedir(folder);
    qsort(name, count, sizeof name[0], (int (*)(const void *, const void *))strcmp);
    return count;
}

static void every_formulation_has_a_case_and_a_section(void **state)
{
    (void)state;
    int faults = 0;
    char *manual = file_text(COPLANT_ROOT "/docs/formulation.md");
    assert_non_null(manual);
    DIR *folder = opendir(COPLANT_ROOT "/models/formulation");
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        char name[64], heading[80], file[80];
        size_t length = strlen(entry->d_name);
        if (length < 3 || strcmp(entry->d_name + length - 2, ".c") != 0
            || strcmp(entry->d_name, "registry.c") == 0)
            continue;
        snprintf(name, sizeof name, "%.*s", (int)(length < 62 ? length - 2 : 60), entry->d_name);
        snprintf(heading, sizeof heading, "\n## %s\n", name);
        snprintf(file, sizeof file, "%s/park.yaml", name);
        if (strstr(manual, heading) == NULL) {
            print_error("docs/formulation.md: no section '## %s' for models/formulation/%s\n", name,
                        entry->d_name);
            faults++;
        }
        if (!stands(CASES, file)) {
            print_error("tests/cases/%s: missing, for models/formulation/%s\n", file, entry->d_name);
            faults++;
        }
    }
    closedir(folder);
    free(manual);
    assert_int_equal(faults, 0);
}

/* Whether some case has an item of the family. */
static bool has_a_case(const Family *family)
{
    char name[CASES_MOST][64];
    bool found = false;
    size_t count = find_cases(name);
    for (size_t i = 0; i < count && !found; i++) {
        Park *park = read_park(name[i]);
        for (size_t k = 0; k < park->items; k++)
            found = found || park->item[k]->family == family;
        park_free(park);
    }
    return found;
}

static void every_family_has_a_case_and_a_word(void **state)
{
    (void)state;
    int faults = 0;
    char *manual = file_text(COPLANT_ROOT "/docs/formulation.md");
    assert_non_null(manual);
    for (const Family *const *family = family_all(); *family != NULL; family++) {
        char word[80];
        snprintf(word, sizeof word, "`%s`", (*family)->key);
        if (strstr(manual, word) == NULL) {
            print_error("docs/formulation.md: no word of %s, key %s\n", (*family)->name, word);
            faults++;
        }
        if (!has_a_case(*family)) {
            print_error("tests/cases: no park has a %s, key %s\n", (*family)->name, word);
            faults++;
        }
    }
    free(manual);
    assert_int_equal(faults, 0);
}

/* ---- one test a case and question ---- */

typedef struct Question {
    const char *name;
    CMUnitTestFunction ask;
} Question;

static const Question questions[] = {
    { "program_is_the_golden_one", program_is_the_golden_one },
    { "order_leaves_no_trace", order_leaves_no_trace },
    { "answer_is_the_thought_out_one", answer_is_the_thought_out_one },
    { "duals_are_what_happens", duals_are_what_happens },
};

enum { QUESTIONS = sizeof questions / sizeof questions[0] };

int main(void)
{
    static char name[CASES_MOST][64], title[CASES_MOST * QUESTIONS][128];
    static struct CMUnitTest tests[CASES_MOST * QUESTIONS + 2];
    size_t cases = find_cases(name), count = 0;
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(every_formulation_has_a_case_and_a_section);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(every_family_has_a_case_and_a_word);
    for (size_t i = 0; i < cases; i++)
        for (size_t k = 0; k < QUESTIONS; k++) {
            char *said = title[i * QUESTIONS + k];
            snprintf(said, sizeof title[0], "%.60s: %.60s", name[i], questions[k].name);
            tests[count++] =
                (struct CMUnitTest){ .name = said, .test_func = questions[k].ask, .initial_state = name[i] };
        }
    return _cmocka_run_group_tests("cases", tests, count, NULL, NULL);
}
