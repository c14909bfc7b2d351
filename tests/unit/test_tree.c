/* test_tree - YAML becomes nodes that know their place; what is no YAML of ours is named with its place */
#include "models/read/tree.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* One reading; everything lives in the arena. */
typedef struct Reading {
    Arena *arena;
    Diag *diag;
    const Node *root;
} Reading;

static Reading read_bytes(const char *text, size_t size)
{
    Reading reading = { arena_create(), diag_create(), NULL };
    reading.root = tree_read_text(reading.arena, text, size, "bay.yaml", reading.diag);
    return reading;
}

/* What diag_write says, to be freed. */
static char *said(const Reading *reading)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    diag_write(reading->diag, out);
    fclose(out);
    return text;
}

static void end(Reading *reading)
{
    diag_free(reading->diag);
    arena_free(reading->arena);
}

static Reading read_fine(const char *text)
{
    Reading reading = read_bytes(text, strlen(text));
    char *wrong = said(&reading);
    if (reading.root == NULL || *wrong != '\0')
        fail_msg("%s", wrong);
    free(wrong);
    return reading;
}

/* The first line of what is said, without the name of the file: "4:5: error: ...". */
static void assert_bytes_wrong(const char *text, size_t size, const char *expected)
{
    Reading reading = read_bytes(text, size);
    assert_null(reading.root);
    assert_true(diag_errors(reading.diag) > 0);
    char *wrong = said(&reading);
    wrong[strcspn(wrong, "\n")] = '\0';
    assert_string_equal(wrong + strlen("bay.yaml:"), expected);
    free(wrong);
    end(&reading);
}

static void assert_wrong(const char *text, const char *expected)
{
    assert_bytes_wrong(text, strlen(text), expected);
}

static void assert_span(Span span, int line, int column, int length)
{
    assert_int_equal(span.line, line);
    assert_int_equal(span.column, column);
    assert_int_equal(span.length, length);
}

/* ---- what is read ---- */

static void a_park_becomes_nodes(void **state)
{
    (void)state;
    Reading reading = read_fine("park: bay\n"
                                "title: {en: Bay, zh: 海湾钢化联产园区}\n"
                                "links:\n"
                                "  - {carry: gas, loss: 3 %/km}\n"
                                "  - carry: steam\n");
    const Node *park = reading.root;
    assert_int_equal(park->kind, NODE_MAP);
    assert_int_equal(park->count, 3);
    assert_string_equal(node_find(park, "park")->text, "bay");
    assert_string_equal(node_find(node_find(park, "title"), "zh")->text, "海湾钢化联产园区");
    const Node *links = node_find(park, "links");
    assert_int_equal(links->kind, NODE_LIST);
    assert_int_equal(links->count, 2);
    assert_string_equal(node_find(links->first, "loss")->text, "3 %/km");
    assert_string_equal(node_find(links->first->next, "carry")->text, "steam");
    assert_null(links->first->next->next);
    assert_null(links->first->key);
    assert_string_equal(links->key, "links");
    assert_null(node_find(park, "link"));
    assert_null(node_find(links, "carry")); /* no map */
    assert_null(node_find(NULL, "carry"));
    end(&reading);
}

/* Columns count characters: 煤 is one, though it has three bytes and takes two cells. */
static void places_are_in_characters(void **state)
{
    (void)state;
    Reading reading = read_fine("a: steam\n"
                                "煤: {煤气: 炼焦 煤, b: \"x y\"}\n"
                                "list:\n"
                                "  - 'it''s'\n");
    const Node *root = reading.root;
    assert_span(root->span, 1, 1, 1);
    assert_span(root->first->key_span, 1, 1, 1);
    assert_span(root->first->span, 1, 4, 5);
    const Node *coal = node_find(root, "煤");
    assert_span(coal->span, 2, 4, 1);
    assert_span(node_find(coal, "煤气")->key_span, 2, 5, 2);
    assert_span(node_find(coal, "煤气")->span, 2, 9, 4);
    assert_span(node_find(coal, "b")->span, 2, 18, 5); /* with its quotes */
    assert_span(node_find(root, "list")->first->span, 4, 5, 7);
    assert_string_equal(node_find(root, "list")->first->text, "it's");
    end(&reading);
}

/* A text over several lines is marked as far as its first line goes, wherever the texts before it ended. */
static void a_long_text_is_marked_on_its_first_line(void **state)
{
    (void)state;
    Reading reading = read_fine("a: two\n"
                                "  lines\n"
                                "b: \"煤 and\n"
                                "  more\"\r\n"
                                "c: |\n"
                                "  高炉，转炉：\n"
                                "  (and: so on)\n"
                                "d: x\n");
    assert_span(node_find(reading.root, "a")->span, 1, 4, 3);
    assert_string_equal(node_find(reading.root, "a")->text, "two lines");
    assert_span(node_find(reading.root, "b")->span, 3, 4, 6);
    assert_span(node_find(reading.root, "c")->span, 5, 4, 1);
    assert_string_equal(node_find(reading.root, "c")->text, "高炉，转炉：\n(and: so on)\n");
    assert_span(node_find(reading.root, "d")->span, 8, 4, 1);
    end(&reading);
}

/* No value is an empty text; null, ~ and yes are texts like any other; quotes are remembered. */
static void scalars_stay_texts(void **state)
{
    (void)state;
    Reading reading = read_fine("a:\nb: ~\nc: null\nd: yes\ne: '12'\nf: 12\ng: ''\nh: |\n  x\ni: {j, k: }\n");
    const Node *root = reading.root;
    assert_string_equal(node_find(root, "a")->text, "");
    assert_false(node_find(root, "a")->quoted);
    assert_span(node_find(root, "a")->span, 1, 3, 0);
    assert_string_equal(node_find(root, "b")->text, "~");
    assert_string_equal(node_find(root, "c")->text, "null");
    assert_string_equal(node_find(root, "d")->text, "yes");
    assert_true(node_find(root, "e")->quoted);
    assert_false(node_find(root, "f")->quoted);
    assert_true(node_find(root, "g")->quoted);
    assert_true(node_find(root, "h")->quoted);
    assert_string_equal(node_find(node_find(root, "i"), "j")->text, "");
    assert_null(node_find(root, "f")->first);
    end(&reading);
}

static void a_byte_order_mark_and_dos_lines_are_fine(void **state)
{
    (void)state;
    Reading reading = read_fine("\xEF\xBB\xBF"
                                "%YAML 1.1\r\n---\r\na: 1\r\nb: 2\r\n");
    assert_string_equal(node_find(reading.root, "a")->text, "1");
    assert_span(node_find(reading.root, "b")->span, 4, 4, 1);
    end(&reading);
    reading = read_fine("\xEF\xBB\xBF"
                        "a: 1\n");
    assert_span(reading.root->first->span, 1, 4, 1);
    end(&reading);
}

/* Members keep their order, and a key is found as fast among many as among few. */
static void a_large_map_is_indexed(void **state)
{
    (void)state;
    enum { MANY = 20000 };
    char *text = calloc(MANY, 32), *at = text;
    for (int i = 0; i < MANY; i++)
        at += sprintf(at, "facility_%d: %d\n", i, i);
    Reading reading = read_fine(text);
    assert_int_equal(reading.root->count, MANY);
    assert_non_null(reading.root->index);
    clock_t begin = clock();
    char key[32];
    for (int i = 0; i < MANY; i++) {
        snprintf(key, sizeof key, "facility_%d", i);
        assert_int_equal(atoi(node_find(reading.root, key)->text), i);
    }
    assert_true(clock() - begin < CLOCKS_PER_SEC / 2);
    assert_null(node_find(reading.root, "facility_20000"));
    assert_string_equal(reading.root->first->next->key, "facility_1");
    free(text);
    end(&reading);
}

/* ---- anchors and aliases ---- */

/* The alias is what it names, under its own key, and keeps the place where the text stands. */
static void an_alias_stands_for_what_it_names(void **state)
{
    (void)state;
    Reading reading = read_fine("a: &gas {price: 5 CNY/t}\nb: *gas\nc: [*gas, &one 1, *one]\n");
    const Node *b = node_find(reading.root, "b"), *c = node_find(reading.root, "c");
    assert_string_equal(b->key, "b");
    assert_span(b->key_span, 2, 1, 1);
    assert_string_equal(node_find(b, "price")->text, "5 CNY/t");
    assert_int_equal(node_find(b, "price")->span.line, 1);
    assert_string_equal(c->first->first->text, "5 CNY/t");
    assert_null(c->first->key);
    assert_string_equal(c->first->next->next->text, "1");
    assert_int_equal(c->count, 3);
    end(&reading);
}

/* 9 levels of ten aliases each are 10^9 values in 400 bytes. Up to a4 there are 1 + 11 + 111 + ... + 111111 = 123456 of
 * them; the list of a5 and eight of its aliases make 1012345. The eighth stands in column 10 + 7 * 5. */
static void an_alias_bomb_is_refused_quickly(void **state)
{
    (void)state;
    char text[1000] = "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n", line[200];
    for (int i = 1; i < 9; i++) {
        int before = i - 1;
        snprintf(line, sizeof line,
                 "a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d]\n", i, i, before,
                 before, before, before, before, before, before, before, before, before);
        strcat(text, line);
    }
    clock_t begin = clock();
    assert_wrong(text, "6:45: error: more than 1000000 values up to here, aliases expanded");
    assert_true(clock() - begin < CLOCKS_PER_SEC / 10);
}

/* Each line puts the one before it 10 levels deeper: the seventh would make 70. */
static void aliases_do_not_hide_depth(void **state)
{
    (void)state;
    assert_wrong("a: &a [[[[[[[[[[x]]]]]]]]]]\n"
                 "b: &b [[[[[[[[[[*a]]]]]]]]]]\n"
                 "c: &c [[[[[[[[[[*b]]]]]]]]]]\n"
                 "d: &d [[[[[[[[[[*c]]]]]]]]]]\n"
                 "e: &e [[[[[[[[[[*d]]]]]]]]]]\n"
                 "f: &f [[[[[[[[[[*e]]]]]]]]]]\n"
                 "g: &g [[[[[[[[[[*f]]]]]]]]]]\n",
                 "7:17: error: nested more than 64 levels deep");
}

static void aliases_must_name_something_complete(void **state)
{
    (void)state;
    assert_wrong("a: &x [1, *x]\n", "1:11: error: alias '*x' stands inside what it names");
    assert_wrong("a: &x\n  b: {c: *x}\n", "2:10: error: alias '*x' stands inside what it names");
    assert_wrong("a: *x\nb: &x 1\n", "1:4: error: unknown alias '*x'; no '&x' stands before it");
    assert_wrong("a: &x 1\nb: &x 2\n", "2:4: error: second anchor '&x'; first on line 1");
    assert_wrong("a: &x b\n*x : 1\n", "2:1: error: a key must be one word, not a list, a map or an alias");
    assert_wrong("&x a: 1\n", "1:1: error: anchor '&x' on a key; put it before the value");
}

/* ---- what is refused ---- */

static void keys_are_words_that_stand_once(void **state)
{
    (void)state;
    assert_wrong("a: 1\nb: 2\na: 3\n", "3:1: error: duplicate key 'a'; first on line 1");
    assert_wrong("{a: 1, a: 3}\n", "1:8: error: duplicate key 'a'; first on line 1");
    assert_wrong("'a': 1\n\"\\x61\": 2\n", "2:1: error: duplicate key 'a'; first on line 1");
    assert_wrong("base: &b {x: 1}\nc:\n  <<: *b\n",
                 "3:3: error: '<<' does not merge here; use include, or a plant model in models");
    assert_wrong("[a, b]: 1\n", "1:1: error: a key must be one word, not a list, a map or an alias");
    assert_wrong("{{a: 1}: 1}\n", "1:2: error: a key must be one word, not a list, a map or an alias");
    assert_wrong("? [a]\n: 1\n", "1:3: error: a key must be one word, not a list, a map or an alias");
    assert_wrong("?\n: 1\n", "1:2: error: a key is missing before ':'");
    assert_wrong("'': 1\n", "1:1: error: a key is missing before ':'");
    assert_wrong("\"a\\e[2J\": 1\n", "1:1: error: the key holds a control character");
    assert_wrong("\"a\\nb\": 1\n", "1:1: error: the key holds a control character");
    assert_wrong("\"a\\x9b\": 1\n", "1:1: error: the key holds a control character");
    Reading reading = read_fine("\"<<\": 1\n? b\n: 2\n");
    assert_string_equal(node_find(reading.root, "b")->text, "2");
    end(&reading);
}

/* Duplicates leave the rest readable, so all of them are told at once. */
static void several_mistakes_are_told_at_once(void **state)
{
    (void)state;
    const char *text = "a: 1\na: 2\nb: !!int 3\nb: \"\\e\"\nc: {d: 1, d: 2}\n";
    Reading reading = read_bytes(text, strlen(text));
    assert_null(reading.root);
    assert_int_equal(diag_errors(reading.diag), 5);
    end(&reading);
}

static void texts_hold_no_control_character(void **state)
{
    (void)state;
    assert_wrong("a: \"x\\0y\"\n", "1:4: error: the text holds a control character");
    assert_wrong("a: \"\\e[31m\"\n", "1:4: error: the text holds a control character");
    Reading reading = read_fine("a: \"x\\ty\\nz\"\n");
    assert_string_equal(reading.root->first->text, "x\ty\nz");
    end(&reading);
}

static void yaml_beyond_the_language_is_refused(void **state)
{
    (void)state;
    assert_wrong("a: !!int 5\n",
                 "1:4: error: tag 'tag:yaml.org,2002:int'; tags are not part of the language");
    assert_wrong("a: !x 5\n", "1:4: error: tag '!x'; tags are not part of the language");
    assert_wrong("!!map {a: 1}\n",
                 "1:1: error: tag 'tag:yaml.org,2002:map'; tags are not part of the language");
    assert_wrong("!!str a: 1\n",
                 "1:1: error: tag 'tag:yaml.org,2002:str'; tags are not part of the language");
    assert_wrong("a: !e!x 5\n", "1:4: error: tags such as !x are not part of the language");
    assert_wrong("%TAG ! tag:x,2000:\n---\na: 1\n", "1:1: error: %TAG; tags are not part of the language");
    assert_wrong("%YAML 2.0\n---\na: 1\n", "1:1: error: another version of YAML; 1.1 and 1.2 are read");
    assert_wrong("a: 1\n---\nb: 2\n", "2:1: error: a second document begins; a file holds one");
    assert_wrong("a: 1\n...\n---\nb: 2\n", "3:1: error: a second document begins; a file holds one");
}

static void nothing_is_said_to_be_nothing(void **state)
{
    (void)state;
    assert_wrong("", " error: the file is empty");
    assert_wrong("\n\n", " error: the file is empty");
    assert_wrong("# only a comment\n", " error: the file is empty");
    assert_wrong("\xEF\xBB\xBF", " error: the file is empty");
    Reading reading = read_fine("---\n");
    assert_string_equal(reading.root->text, "");
    end(&reading);
}

/* 64 levels stand, 65 do not; a bomb of two million brackets ends there as well, at once. */
static void depth_has_a_limit(void **state)
{
    (void)state;
    char text[200];
    memset(text, '[', 63);
    memcpy(text + 63, "x", 1);
    memset(text + 64, ']', 63);
    text[127] = '\0';
    Reading reading = read_fine(text);
    end(&reading);
    memset(text, '[', 64);
    memcpy(text + 64, "x", 1);
    memset(text + 65, ']', 64);
    text[129] = '\0';
    assert_wrong(text, "1:65: error: nested more than 64 levels deep");

    enum { BOMB = 2000000 };
    static const char *const bombs[] = { "[", "{a: ", "- ", "? ", "[[]," };
    char *bomb = malloc(BOMB);
    for (size_t i = 0; i < COUNT(bombs); i++) {
        size_t length = strlen(bombs[i]);
        for (size_t k = 0; k + length <= BOMB; k += length)
            memcpy(bomb + k, bombs[i], length);
        clock_t begin = clock();
        reading = read_bytes(bomb, BOMB / length * length);
        assert_null(reading.root);
        assert_true(clock() - begin < CLOCKS_PER_SEC);
        end(&reading);
    }
    free(bomb);
}

static void values_have_a_limit(void **state)
{
    (void)state;
    enum { SIZE = 4000000 };
    char *text = malloc(SIZE);
    for (int i = 0; i < SIZE; i += 2)
        memcpy(text + i, i == 0 ? "[ " : "1,", 2);
    assert_bytes_wrong(text, SIZE, "1:2000001: error: more than 1000000 values up to here, aliases expanded");
    free(text);
}

/* Line and column of libyaml count from 0 and may be late; the words are ours. */
static void syntax_is_explained(void **state)
{
    (void)state;
    assert_wrong("a: 1\nb\nc: 2\n", "2:1: error: this reads as a key, but no ':' follows");
    assert_wrong("a: b: c\n",
                 "1:5: error: a ':' is not expected here; check the indentation, or put the text in quotes");
    assert_wrong("a: 1\n  b: 2\n",
                 "2:4: error: a ':' is not expected here; check the indentation, or put the text in quotes");
    assert_wrong("a: 'x\nb: 2\n", "1:4: error: this quote is never closed");
    assert_wrong("a: \"x\n---\n", "1:4: error: this quote is never closed");
    assert_wrong("a: [1, 2\nb: 3\n",
                 "2:2: error: expected ',' or ']'; the bracket of line 1 column 4 is still open");
    assert_wrong("a: {b: 2\n",
                 "2:1: error: expected ',' or '}'; the bracket of line 1 column 4 is still open");
    assert_wrong("a: 1\n- b\n", "2:1: error: expected a key here; check the indentation");
    assert_wrong("- b\na: 1\n", "2:1: error: expected a list item ('- ') here; check the indentation");
    assert_wrong("a: - b\n", "1:4: error: a list is not expected here; start it on a line of its own");
    assert_wrong("  a: 1\n b: 1\n", "2:2: error: what stands before this is complete; check the indentation");
    assert_wrong("a:\n  b: 1\n c: 1\n", "3:2: error: expected a key here; check the indentation");
    assert_wrong("a: %x\n", "1:4: error: a value cannot begin with this character; put the text in quotes");
    assert_wrong("a: @x\n", "1:4: error: a value cannot begin with this character; put the text in quotes");
    assert_wrong("a: \"\\q\"\n",
                 "1:5: error: unknown escape; write \\\\ for a backslash, or use single quotes");
    assert_wrong("a: \"\\xZZ\"\n", "1:7: error: bad escape; hexadecimal digits are missing");
    assert_wrong("a: \"\\ud800\"\n", "1:7: error: bad escape; there is no such character");
    assert_wrong("a: * b\n",
                 "1:4: error: expected a name after '&' or '*'; put a text that begins so in quotes");
    assert_wrong("a: | x\n", "1:6: error: the text after '|' or '>' begins on the next line");
    assert_wrong("[1]\n[2]\n", "2:1: error: what stands before this is complete; check the indentation");
    assert_wrong("a: 1\n]\n", "2:1: error: expected a key here; check the indentation");
}

/* ---- bytes ---- */

static void other_encodings_are_named(void **state)
{
    (void)state;
    assert_bytes_wrong("\xFF\xFE"
                       "a\0:\0 \0001\0",
                       10, " error: this is UTF-16; save the file as UTF-8 (转为 UTF-8)");
    assert_bytes_wrong("\xFE\xFF\0a\0:\0 \0001", 10,
                       " error: this is UTF-16; save the file as UTF-8 (转为 UTF-8)");
    assert_bytes_wrong("a\0:\0 \0001\0", 8, " error: this is UTF-16; save the file as UTF-8 (转为 UTF-8)");
    assert_bytes_wrong("a: 1\nb: \0 2, and some more text\n", 32,
                       "2:4: error: zero byte; this is not a text file");
    /* 焦炉煤气 in GBK */
    assert_wrong("a: 1\nzh: \xBD\xB9\xC2\xAF\xC3\xBA\xC6\xF8\n",
                 "2:5: error: not UTF-8; it looks like GBK; save the file as UTF-8 (转为 UTF-8)");
    /* Köln and café in Latin-1 */
    assert_wrong("# K\xF6ln\n", "1:4: error: not UTF-8: byte 0xF6; save the file as UTF-8 (转为 UTF-8)");
    assert_wrong("a: caf\xE9\n", "1:7: error: not UTF-8: byte 0xE9; save the file as UTF-8 (转为 UTF-8)");
    /* a character cut off after its second byte, behind one that is whole */
    assert_wrong("a: 煤\xE7\x85\n", "1:5: error: not UTF-8: byte 0xE7; save the file as UTF-8 (转为 UTF-8)");
    assert_wrong("a: \xED\xA0\x80\n",
                 "1:4: error: not UTF-8: byte 0xED; save the file as UTF-8 (转为 UTF-8)");
    Reading reading = read_fine("a: \xEF\xBF\xBD\n"); /* U+FFFD itself */
    end(&reading);
}

static void control_characters_are_named(void **state)
{
    (void)state;
    assert_wrong("a: x\x1B[2J\n", "1:5: error: control character U+001B; delete it");
    assert_wrong("a: 1 # \x07\n", "1:8: error: control character U+0007; delete it");
    assert_wrong("a: 1\rb: 2\n", "1:5: error: control character U+000D; delete it");
    assert_wrong("a: x\xC2\x85y\n", "1:5: error: control character U+0085; delete it");
    assert_wrong("a: x\xE2\x80\xA8y\n", "1:5: error: control character U+2028; delete it");
    assert_wrong("a: x\xE2\x80\xAEy\n", "1:5: error: control character U+202E; delete it");
    assert_wrong("a: \xE2\x80\x8B"
                 "5 t\n",
                 "1:4: error: control character U+200B; delete it");
    assert_wrong("a: \xEF\xBB\xBF"
                 "5 t\n",
                 "1:4: error: control character U+FEFF; delete it");
}

static void tabs_do_not_indent(void **state)
{
    (void)state;
    assert_wrong("a:\n\tb: 1\n", "2:1: error: tab in the indentation; use spaces");
    assert_wrong("a:\n  \tb: 1\n", "2:3: error: tab in the indentation; use spaces");
    assert_wrong("a: [1,\n\t2]\n", "2:1: error: tab in the indentation; use spaces");
    assert_wrong("a: |\n\tx\n", "2:1: error: tab in the indentation; use spaces");
    Reading reading = read_fine("a:\t1\nb: \"x\n\ty\"\nc: |\n  x\n  \ty\n# z\t\n");
    assert_string_equal(node_find(reading.root, "a")->text, "1");
    assert_string_equal(node_find(reading.root, "c")->text, "x\n\ty\n");
    end(&reading);
}

/* Where YAML or a number wants a plain sign, the one of a Chinese keyboard is named. */
static void full_width_signs_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *text, *wrong;
    } cases[] = {
        { "price：5\n", "1:6: error: full-width colon '：' (U+FF1A); write : or put the text in quotes" },
        { "煤：5\n", "1:2: error: full-width colon '：' (U+FF1A); write : or put the text in quotes" },
        { "a: [煤，气]\n", "1:6: error: full-width comma '，' (U+FF0C); write , or put the text in quotes" },
        { "a: 高炉，转炉\n",
          "1:6: error: full-width comma '，' (U+FF0C); write , or put the text in quotes" },
        { "a:\xE3\x80\x80"
          "5\n",
          "1:3: error: ideographic space (U+3000); write a plain space or put the text in quotes" },
        { "a: 5\xC2\xA0t\n",
          "1:5: error: no-break space (U+00A0); write a plain space or put the text in quotes" },
        { "a: １5 t\n", "1:4: error: full-width digit '１' (U+FF11); write 1 or put the text in quotes" },
        { "a: 5 t # x\nb: 1２\n",
          "2:5: error: full-width digit '２' (U+FF12); write 2 or put the text in quotes" },
        { "a: 70％\n", "1:6: error: full-width sign '％' (U+FF05); write % or put the text in quotes" },
        { "a: 5 CNY/（t km)\n",
          "1:10: error: full-width bracket '（' (U+FF08); write ( or put the text in quotes" },
        { "a: 5 CNY／t\n", "1:9: error: full-width sign '／' (U+FF0F); write / or put the text in quotes" },
        { "a: 5．5 t\n", "1:5: error: full-width sign '．' (U+FF0E); write . or put the text in quotes" },
        { "a: －5 t\n", "1:4: error: full-width sign '－' (U+FF0D); write - or put the text in quotes" },
        { "a: −5 t\n", "1:4: error: minus sign '−' (U+2212); write - or put the text in quotes" },
        { "a: “x”\n", "1:4: error: typographic quote '“' (U+201C); write \" or put the text in quotes" },
        { "a: ‘x’\n", "1:4: error: typographic quote '‘' (U+2018); write ' or put the text in quotes" },
        { "a: ［1, 2］\n",
          "1:4: error: full-width bracket '［' (U+FF3B); write [ or put the text in quotes" },
        { "a: 【1】\n", "1:4: error: full-width bracket '【' (U+3010); write [ or put the text in quotes" },
        { "a: ｛b: 1}\n", "1:4: error: full-width bracket '｛' (U+FF5B); write { or put the text in quotes" },
        { "＃ note\na: 1\n", "1:1: error: full-width sign '＃' (U+FF03); write # or put the text in quotes" },
        { "a: 5；6\n", "1:5: error: full-width semicolon '；' (U+FF1B); write ; or put the text in quotes" },
        { "a: {b: 1、c: 2}\n",
          "1:9: error: ideographic comma '、' (U+3001); write , or put the text in quotes" },
        { "- ％\n", "1:3: error: full-width sign '％' (U+FF05); write % or put the text in quotes" },
        { "a: it's 煤：x\n",
          "1:10: error: full-width colon '：' (U+FF1A); write : or put the text in quotes" },
        { "a: \"x\" # \"\nb: 煤：\n",
          "2:5: error: full-width colon '：' (U+FF1A); write : or put the text in quotes" },
        { "a: |\n  x：\nb: 煤：\n",
          "3:5: error: full-width colon '：' (U+FF1A); write : or put the text in quotes" },
        { "- k: |\n    x：\n  煤：1\n",
          "3:4: error: full-width colon '：' (U+FF1A); write : or put the text in quotes" },
        { "a: {b: \"c\", d：1}\n",
          "1:14: error: full-width colon '：' (U+FF1A); write : or put the text in quotes" },
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_wrong(cases[i].text, cases[i].wrong);
}

/* Comments, quotes and block texts hold any sign; titles hold brackets and quotes in the middle. */
static void chinese_texts_are_left_alone(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "title: {zh: 海湾钢化联产园区}\n",
        ("a: 1 # 注释：一，二（三）\xE3\x80\x80"
         "１\n"),
        "# 全角：，；\na: 1\n",
        "a: \"高炉，转炉：１号\"\n",
        "a: '高炉，转炉：１号'\n",
        "a: \"一\\\"：\"\n",
        "a: '一''：'\n",
        "a: \"一：\n  二，\"\n",
        "'煤：': 1\n",
        "{\"煤：\": 1, '气，': \"x：\"}\n",
        "a: &x \"煤：\"\nb: *x\n",
        "a: |\n  一：二，\n\n  三；\nb: 1\n",
        "a: >-  # folded\n  一：二，\nb: 1\n",
        "- |\n 一：\n- b: |\n    一：\n  c: 1\n",
        "a: 焦炉（二期）\n",
        "a: 园区“一期”工程\n",
        "a: （二期）\n",
        "a: 石灰石、粘土。\n",
        "a: 5 km # ５\n",
        "a: x#y\n",
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        Reading reading = read_fine(texts[i]);
        end(&reading);
    }
}

/* A hundred signs are enough to know that the keyboard is in the wrong mode. */
static void a_file_full_of_signs_is_given_up(void **state)
{
    (void)state;
    char text[3 * 1000 + 1] = "";
    for (int i = 0; i < 1000; i++)
        memcpy(text + 3 * i, "：", 3);
    text[3000] = '\0';
    Reading reading = read_bytes(text, 3000);
    assert_null(reading.root);
    assert_int_equal(diag_errors(reading.diag), 2 * DIAG_MOST);
    end(&reading);
}

/* ---- files ---- */

static void assert_file_wrong(const char *path, const char *expected)
{
    Reading reading = { arena_create(), diag_create(), NULL };
    assert_null(tree_read_file(reading.arena, path, "shown.yaml", reading.diag));
    char *wrong = said(&reading);
    assert_string_equal(wrong, expected);
    free(wrong);
    end(&reading);
}

static void files_are_read_whole(void **state)
{
    (void)state;
    char path[] = "/tmp/coplant-tree-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0 && write(file, "a: 1\nb: 煤\n", 12) == 12);
    close(file);
    Reading reading = { arena_create(), diag_create(), NULL };
    reading.root = tree_read_file(reading.arena, path, "shown.yaml", reading.diag);
    assert_non_null(reading.root);
    assert_string_equal(reading.root->span.source->path, "shown.yaml");
    assert_string_equal(node_find(reading.root, "b")->text, "煤");
    end(&reading);
    unlink(path);
}

/* A FIFO without a writer must not hang, a file of 1 GB must not be read. */
static void what_is_no_small_regular_file_is_refused(void **state)
{
    (void)state;
    char folder[] = "/tmp/coplant-tree-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    assert_file_wrong(folder, "shown.yaml: error: cannot be read: it is a folder, not a file\n");

    snprintf(path, sizeof path, "%s/none", folder);
    assert_file_wrong(path, "shown.yaml: error: cannot be opened: No such file or directory\n");
    assert_file_wrong("", "shown.yaml: error: cannot be opened: No such file or directory\n");

    snprintf(path, sizeof path, "%s/fifo", folder);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_file_wrong(path, "shown.yaml: error: cannot be read: it is not a regular file\n");
    unlink(path);
    assert_file_wrong("/dev/zero", "shown.yaml: error: cannot be read: it is not a regular file\n");

    snprintf(path, sizeof path, "%s/large", folder);
    int file = open(path, O_WRONLY | O_CREAT, 0600);
    assert_int_equal(ftruncate(file, 1 << 30), 0);
    close(file);
    assert_file_wrong(path, "shown.yaml: error: cannot be read: it is larger than 32 MB\n");
    assert_int_equal(truncate(path, 0), 0);
    assert_file_wrong(path, "shown.yaml: error: the file is empty\n");
    unlink(path);
    rmdir(folder);
}

/* ---- overlays ---- */

static void assert_member(const Node *map, const char *path, const char *text, int line)
{
    char copy[64];
    snprintf(copy, sizeof copy, "%s", path);
    for (char *key = strtok(copy, "."); key != NULL; key = strtok(NULL, "."))
        map = node_find(map, key);
    assert_non_null(map);
    assert_string_equal(map->text, text);
    assert_int_equal(map->span.line, line);
}

/* Maps are merged at any depth, the rest of `over` wins and keeps its place; the order is that of the base. */
static void an_overlay_wins_key_by_key(void **state)
{
    (void)state;
    Reading base = read_fine("a: {x: 1, y: 2}\nb: 3\nc: {deep: {p: 4, q: 5}}\nd: [1, 2]\ne: 6\n");
    Reading over = read_fine("\n\n\n\n\n\nf: 7\nc: {deep: {q: 50}}\na: {z: 30}\ne: {now: a map}\nd: [3]\n");
    const Node *merged = tree_overlay(base.arena, base.root, over.root, false);
    assert_int_equal(merged->count, 6);
    assert_string_equal(merged->first->key, "a");
    assert_member(merged, "a.x", "1", 1);
    assert_member(merged, "a.y", "2", 1);
    assert_member(merged, "a.z", "30", 9);
    assert_member(merged, "b", "3", 2);
    assert_member(merged, "c.deep.p", "4", 3);
    assert_member(merged, "c.deep.q", "50", 8);
    assert_member(merged, "e.now", "a map", 10);
    assert_member(merged, "f", "7", 7);
    assert_int_equal(node_find(merged, "d")->count, 1);
    assert_int_equal(node_find(merged, "c")->key_span.line, 8);
    assert_int_equal(base.root->count, 5); /* as it was */
    assert_null(node_find(base.root->first, "z"));

    const Node *joined = tree_overlay(base.arena, base.root, over.root, true);
    const Node *list = node_find(joined, "d");
    assert_int_equal(list->count, 3);
    assert_string_equal(list->first->text, "1");
    assert_string_equal(list->first->next->next->text, "3");
    assert_null(list->first->next->next->next);
    assert_int_equal(node_find(base.root, "d")->count, 2);

    assert_ptr_equal(tree_overlay(base.arena, NULL, over.root, false), over.root);
    assert_ptr_equal(tree_overlay(base.arena, base.root, NULL, false), base.root);
    assert_null(tree_overlay(base.arena, NULL, NULL, false));
    end(&over);
    end(&base);
}

/* Lists of the two maps themselves are joined; one that lies deeper is replaced like any other value. */
static void only_the_outer_lists_are_joined(void **state)
{
    (void)state;
    Reading base = read_fine("links: [a]\nsteelworks: {holds: [b]}\n");
    Reading over = read_fine("links: [c]\nsteelworks: {holds: [d]}\n");
    const Node *merged = tree_overlay(base.arena, base.root, over.root, true);
    const Node *deeper = node_find(node_find(merged, "steelworks"), "holds");
    assert_int_equal(node_find(merged, "links")->count, 2);
    assert_int_equal(deeper->count, 1);
    assert_string_equal(deeper->first->text, "d");
    end(&over);
    end(&base);
}

/* What comes out of an overlay is indexed like what was read. */
static void a_large_overlay_is_indexed(void **state)
{
    (void)state;
    Reading base = read_fine("{a: 1, b: 1, c: 1, d: 1, e: 1, f: 1}");
    Reading over = read_fine("{e: 2, f: 2, g: 2, h: 2, i: 2, j: 2}");
    const Node *merged = tree_overlay(base.arena, base.root, over.root, false);
    assert_int_equal(merged->count, 10);
    assert_non_null(merged->index);
    assert_string_equal(node_find(merged, "d")->text, "1");
    assert_string_equal(node_find(merged, "e")->text, "2");
    assert_string_equal(node_find(merged, "j")->text, "2");
    end(&over);
    end(&base);
}

/* ---- anything at all ---- */

static uint32_t random_number(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

/* Reads every node, so that a sanitizer sees what is wrong with any. */
static size_t walk(const Node *node, int depth)
{
    size_t sum = 1;
    assert_true(depth <= 64);
    if (node->kind == NODE_SCALAR)
        return sum + strlen(node->text);
    size_t members = 0;
    for (const Node *member = node->first; member != NULL; member = member->next, members++) {
        sum += walk(member, depth + 1);
        if (node->kind == NODE_MAP)
            assert_ptr_equal(node_find(node, member->key), member);
    }
    assert_int_equal(members, node->count);
    return sum;
}

/* A small park with bytes changed, left out, doubled or replaced by YAML's own signs either becomes a tree or is refused with
 * an error, and its message can be written. */
static void no_bytes_break_the_reader(void **state)
{
    (void)state;
    static const char *const seeds[] = {
        "a: &x {b: 1, c: [2, 'three', \"f\\u00e9\"]}\nd: *x\n# end\n",
        "park: 园区\nlinks:\n  - {from: a, to: [b, c]}\n  - from: d\n    note: |\n      text：\n      more\n",
        "? key\n: - 1\n  - >-\n   folded\n   text\n---\n",
        "%YAML 1.1\n---\na: 5 t/h\nb: !!x 1\n<<: *a\n...\n",
    };
    static const char *const pieces[] = { "[",    "]",    "{",  "}",   ": ", "- ",    "? ",
                                          "&a ",  "*a ",  "!",  "|\n", ">",  "'",     "\"",
                                          "#",    "%",    "\n", "  ",  "\t", "：",    "，",
                                          "\xFF", "\xE7", "\\", "\r",  ",",  "---\n", "@" };
    const char *rounds = getenv("FUZZ_ROUNDS");
    int most = rounds != NULL ? atoi(rounds) : 20000;
    uint32_t seed = 2463534242U;
    for (int round = 0; round < most; round++) {
        char text[512];
        size_t size = (size_t)snprintf(text, sizeof text, "%s", seeds[random_number(&seed) % COUNT(seeds)]);
        for (uint32_t edits = random_number(&seed) % 6 + 1; edits > 0; edits--) {
            size_t at = random_number(&seed) % (size + 1);
            const char *piece = pieces[random_number(&seed) % COUNT(pieces)];
            uint32_t kind = random_number(&seed) % 4;
            if (kind == 0 && at < size) {
                text[at] = (char)random_number(&seed);
            } else if (kind == 1 && at < size) {
                memmove(text + at, text + at + 1, size - at - 1);
                size--;
            } else if (size + strlen(piece) < sizeof text) {
                memmove(text + at + strlen(piece), text + at, size - at);
                memcpy(text + at, piece, strlen(piece));
                size += strlen(piece);
            }
        }
        Reading reading = read_bytes(text, size);
        assert_true((reading.root != NULL) == (diag_errors(reading.diag) == 0));
        if (reading.root != NULL)
            assert_true(walk(reading.root, 1) > 0);
        char *wrong = said(&reading);
        free(wrong);
        end(&reading);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_park_becomes_nodes),
        cmocka_unit_test(places_are_in_characters),
        cmocka_unit_test(a_long_text_is_marked_on_its_first_line),
        cmocka_unit_test(scalars_stay_texts),
        cmocka_unit_test(a_byte_order_mark_and_dos_lines_are_fine),
        cmocka_unit_test(a_large_map_is_indexed),
        cmocka_unit_test(an_alias_stands_for_what_it_names),
        cmocka_unit_test(an_alias_bomb_is_refused_quickly),
        cmocka_unit_test(aliases_do_not_hide_depth),
        cmocka_unit_test(aliases_must_name_something_complete),
        cmocka_unit_test(keys_are_words_that_stand_once),
        cmocka_unit_test(several_mistakes_are_told_at_once),
        cmocka_unit_test(texts_hold_no_control_character),
        cmocka_unit_test(yaml_beyond_the_language_is_refused),
        cmocka_unit_test(nothing_is_said_to_be_nothing),
        cmocka_unit_test(depth_has_a_limit),
        cmocka_unit_test(values_have_a_limit),
        cmocka_unit_test(syntax_is_explained),
        cmocka_unit_test(other_encodings_are_named),
        cmocka_unit_test(control_characters_are_named),
        cmocka_unit_test(tabs_do_not_indent),
        cmocka_unit_test(full_width_signs_are_named),
        cmocka_unit_test(chinese_texts_are_left_alone),
        cmocka_unit_test(a_file_full_of_signs_is_given_up),
        cmocka_unit_test(files_are_read_whole),
        cmocka_unit_test(what_is_no_small_regular_file_is_refused),
        cmocka_unit_test(an_overlay_wins_key_by_key),
        cmocka_unit_test(only_the_outer_lists_are_joined),
        cmocka_unit_test(a_large_overlay_is_indexed),
        cmocka_unit_test(no_bytes_break_the_reader),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
