/* tree - a YAML file as nodes that remember where they stand */
#include "models/read/tree.h"

#include "models/base/table.h"
#include "models/base/text.h"
#include "models/read/bytes.h"
#include "models/read/file.h"
#include "models/read/node.h"
#include "models/read/syntax.h"
#include "solver/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

enum { DEEPEST = 64, MOST_NODES = 1000000 };

/* What &name stands at. */
typedef struct Anchor {
    const Node *node; /* NULL until it is complete */
    size_t nodes;     /* in it, aliases expanded */
    int height;       /* levels below it */
    int line;
} Anchor;

typedef struct Loader {
    Arena *arena;
    Diag *diag;
    const Source *source;
    yaml_parser_t parser;
    yaml_event_t event; /* the one looked at */
    Table anchor_names; /* to the index in anchor */
    Anchor *anchor;
    size_t anchors, capacity;
    size_t nodes;     /* so far, aliases expanded */
    int lowest;       /* deepest level seen since an anchor opened */
    const char *line; /* where line_number begins in the text */
    int line_number;
} Loader;

/* ---- places ---- */

static Span span_at(const Loader *loader, yaml_mark_t mark)
{
    return (Span){ loader->source, (int)mark.line + 1, (int)mark.column + 1, 1 };
}

static Span span_here(const Loader *loader)
{
    return span_at(loader, loader->event.start_mark);
}

/* Characters from the place to the end of its line. Places only move forward, so the lines are counted once. */
static int rest_of_line(Loader *loader, Span span)
{
    const char *end = loader->source->text + loader->source->size;
    for (; loader->line_number < span.line && loader->line < end; loader->line_number++) {
        const char *next = memchr(loader->line, '\n', (size_t)(end - loader->line));
        loader->line = next != NULL ? next + 1 : end;
    }
    int length = 0;
    for (const char *at = loader->line; at < end && *at != '\n' && *at != '\r'; length++)
        text_next(&at);
    return length - span.column + 1;
}

/* A scalar as a whole, or as much of it as stands on its first line. */
static Span span_scalar(Loader *loader)
{
    Span span = span_here(loader);
    yaml_mark_t end = loader->event.end_mark;
    span.length = (int)end.line + 1 == span.line ? (int)end.column + 1 - span.column
                                                 : rest_of_line(loader, span);
    return span;
}

/* ---- events ---- */

static bool advance(Loader *loader)
{
    yaml_event_delete(&loader->event);
    if (yaml_parser_parse(&loader->parser, &loader->event))
        return true;
    return syntax_error(&loader->parser, loader->source, loader->diag);
}

static const char *as_text(const yaml_char_t *text)
{
    return (const char *)text;
}

/* The names that may stand before a value; NULL where there is none. */
static void properties(const yaml_event_t *event, const char **anchor, const char **tag)
{
    *anchor = *tag = NULL;
    if (event->type == YAML_SCALAR_EVENT) {
        *anchor = as_text(event->data.scalar.anchor);
        *tag = as_text(event->data.scalar.tag);
    } else if (event->type == YAML_SEQUENCE_START_EVENT) {
        *anchor = as_text(event->data.sequence_start.anchor);
        *tag = as_text(event->data.sequence_start.tag);
    } else if (event->type == YAML_MAPPING_START_EVENT) {
        *anchor = as_text(event->data.mapping_start.anchor);
        *tag = as_text(event->data.mapping_start.tag);
    }
}

/* ---- scalars ---- */

static bool has_control(const char *text, size_t length, const char *allowed)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        bool c1 = c == 0xC2 && i + 1 < length && (unsigned char)text[i + 1] < 0xA0;
        if (c == 0 || c == 0x7F || c1 || (c < 0x20 && strchr(allowed, c) == NULL))
            return true;
    }
    return false;
}

static const char *scalar_text(Loader *loader)
{
    return arena_copy(loader->arena, as_text(loader->event.data.scalar.value),
                      loader->event.data.scalar.length);
}

static bool scalar_quoted(const Loader *loader)
{
    return loader->event.data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
}

/* The file itself holds no control characters by now; an escape may bring one. */
static bool may_escape(const Loader *loader)
{
    return loader->event.data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
}

static void read_scalar(Loader *loader, Node *node)
{
    node->kind = NODE_SCALAR;
    node->text = scalar_text(loader);
    node->quoted = scalar_quoted(loader);
    node->span = span_scalar(loader);
    if (may_escape(loader) && has_control(node->text, loader->event.data.scalar.length, "\t\n"))
        diag_error(loader->diag, node->span, "the text holds a control character");
}

/* ---- anchors and aliases ---- */

/* Members of what an alias names are shared, not copied: only the count of nodes grows as if they were. */
static bool count_nodes(Loader *loader, size_t nodes, int depth)
{
    if (depth > DEEPEST)
        return diag_error(loader->diag, span_here(loader), "nested more than %d levels deep", DEEPEST);
    loader->nodes += nodes;
    if (loader->nodes > MOST_NODES)
        return diag_error(loader->diag, span_here(loader), "more than %d values up to here, aliases expanded",
                          MOST_NODES);
    loader->lowest = depth > loader->lowest ? depth : loader->lowest;
    return true;
}

static Node *expand_alias(Loader *loader, int depth)
{
    const char *name = as_text(loader->event.data.alias.anchor);
    Span span = span_here(loader);
    int found = table_find(&loader->anchor_names, name);
    if (found < 0) {
        diag_error(loader->diag, span, "unknown alias '*%s'; no '&%s' stands before it", name, name);
        return NULL;
    }
    const Anchor *anchor = &loader->anchor[found];
    if (anchor->node == NULL) {
        diag_error(loader->diag, span, "alias '*%s' stands inside what it names", name);
        return NULL;
    }
    if (!count_nodes(loader, anchor->nodes, depth + anchor->height))
        return NULL;
    Node *copy = arena_take(loader->arena, sizeof *copy);
    *copy = *anchor->node;
    copy->key = NULL;
    copy->next = NULL;
    return copy;
}

/* The index of the new anchor, or -1 when the name was taken before. */
static int open_anchor(Loader *loader, const char *name)
{
    int line = span_here(loader).line, index = (int)loader->anchors;
    const char *kept = arena_copy(loader->arena, name, strlen(name));
    int known = table_add(&loader->anchor_names, kept, index);
    if (known != index) {
        diag_error(loader->diag, span_here(loader), "second anchor '&%s'; first on line %d", name,
                   loader->anchor[known].line);
        return -1;
    }
    loader->anchor = memory_grow(loader->anchor, loader->anchors, &loader->capacity, sizeof *loader->anchor);
    loader->anchor[loader->anchors++].line = line;
    return index;
}

/* ---- lists and maps ---- */

static Node *read_node(Loader *loader, int depth);

static bool read_list(Loader *loader, Node *list, int depth)
{
    list->kind = NODE_LIST;
    list->span = span_here(loader);
    for (Node *last = NULL; advance(loader);) {
        if (loader->event.type == YAML_SEQUENCE_END_EVENT)
            return true;
        Node *member = read_node(loader, depth + 1);
        if (member == NULL)
            return false;
        if (last != NULL)
            last->next = member;
        else
            list->first = member;
        last = member;
        list->count++;
    }
    return false;
}

/* Complaints about a key that leave the rest of the file readable. */
static void check_key(Loader *loader, const char *key, Span span)
{
    const char *anchor, *tag;
    properties(&loader->event, &anchor, &tag);
    if (tag != NULL)
        diag_error(loader->diag, span, "tag '%s'; tags are not part of the language", tag);
    else if (anchor != NULL)
        diag_error(loader->diag, span, "anchor '&%s' on a key; put it before the value", anchor);
    else if (*key == '\0')
        diag_error(loader->diag, span, "a key is missing before ':'");
    else if (may_escape(loader) && has_control(key, loader->event.data.scalar.length, ""))
        diag_error(loader->diag, span, "the key holds a control character");
    else if (strcmp(key, "<<") == 0 && !scalar_quoted(loader))
        diag_error(loader->diag, span, "'<<' does not merge here; use include, or a plant model in models");
}

static void check_duplicates(const Loader *loader, const Node *map)
{
    for (const Node *member = map->first; member != NULL; member = member->next) {
        const Node *first = node_find(map, member->key);
        if (first != member && *member->key != '\0')
            diag_error(loader->diag, member->key_span, "duplicate key '%s'; first on line %d", member->key,
                       first->key_span.line);
    }
}

static Node *read_member(Loader *loader, int depth)
{
    if (loader->event.type != YAML_SCALAR_EVENT) {
        diag_error(loader->diag, span_here(loader), "a key must be one word, not a list, a map or an alias");
        return NULL;
    }
    const char *key = scalar_text(loader);
    Span key_span = span_scalar(loader);
    check_key(loader, key, key_span);
    if (!advance(loader))
        return NULL;
    Node *member = read_node(loader, depth + 1);
    if (member == NULL)
        return NULL;
    member->key = key;
    member->key_span = key_span;
    return member;
}

static bool read_map(Loader *loader, Node *map, int depth)
{
    map->kind = NODE_MAP;
    map->span = span_here(loader);
    bool complete = false;
    for (Node *last = NULL; advance(loader);) {
        complete = loader->event.type == YAML_MAPPING_END_EVENT;
        Node *member = complete ? NULL : read_member(loader, depth);
        if (member == NULL)
            break;
        if (last != NULL)
            last->next = member;
        else
            map->first = member;
        last = member;
        map->count++;
    }
    node_close(loader->arena, map);
    check_duplicates(loader, map);
    return complete;
}

static bool read_content(Loader *loader, Node *node, int depth)
{
    switch (loader->event.type) {
    case YAML_SCALAR_EVENT: read_scalar(loader, node); return true;
    case YAML_SEQUENCE_START_EVENT: return read_list(loader, node, depth);
    case YAML_MAPPING_START_EVENT: return read_map(loader, node, depth);
    default: return diag_error(loader->diag, span_here(loader), "a value is missing");
    }
}

/* The node that begins with the event looked at; NULL when nothing behind it can be read. */
static Node *read_node(Loader *loader, int depth)
{
    if (loader->event.type == YAML_ALIAS_EVENT)
        return expand_alias(loader, depth);
    const char *name, *tag;
    properties(&loader->event, &name, &tag);
    if (tag != NULL)
        diag_error(loader->diag, span_here(loader), "tag '%s'; tags are not part of the language", tag);
    int anchor = name != NULL ? open_anchor(loader, name) : -1;
    size_t nodes_before = loader->nodes;
    int lowest_before = loader->lowest;
    if (!count_nodes(loader, 1, depth))
        return NULL;
    loader->lowest = depth;
    Node *node = arena_take(loader->arena, sizeof *node);
    if (!read_content(loader, node, depth))
        return NULL;
    if (anchor >= 0) {
        loader->anchor[anchor].node = node;
        loader->anchor[anchor].nodes = loader->nodes - nodes_before;
        loader->anchor[anchor].height = loader->lowest - depth;
    }
    loader->lowest = loader->lowest > lowest_before ? loader->lowest : lowest_before;
    return node;
}

/* ---- documents ---- */

static bool check_directives(Loader *loader)
{
    const yaml_event_t *event = &loader->event;
    if (event->data.document_start.tag_directives.start == event->data.document_start.tag_directives.end)
        return true;
    return diag_error(loader->diag, span_here(loader), "%%TAG; tags are not part of the language");
}

/* Start of stream, start of document, root, end of document, end of stream. */
static const Node *read_stream(Loader *loader)
{
    if (!advance(loader) || !advance(loader))
        return NULL;
    if (loader->event.type == YAML_STREAM_END_EVENT) {
        diag_error(loader->diag, (Span){ .source = loader->source }, "the file is empty");
        return NULL;
    }
    if (!check_directives(loader) || !advance(loader))
        return NULL;
    const Node *root = read_node(loader, 1);
    if (root == NULL || !advance(loader) || !advance(loader))
        return NULL;
    if (loader->event.type != YAML_STREAM_END_EVENT) {
        diag_error(loader->diag, span_here(loader), "a second document begins; a file holds one");
        return NULL;
    }
    return root;
}

static const Node *parse(Arena *arena, const Source *source, Diag *diag)
{
    Loader loader = {
        .arena = arena, .diag = diag, .source = source, .line = source->text, .line_number = 1
    };
    if (!yaml_parser_initialize(&loader.parser)) {
        syntax_error(&loader.parser, source, diag);
        return NULL;
    }
    yaml_parser_set_encoding(&loader.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&loader.parser, (const unsigned char *)source->text, source->size);
    table_init(&loader.anchor_names);
    size_t errors = diag_errors(diag);
    const Node *root = read_stream(&loader);
    free(loader.anchor);
    table_release(&loader.anchor_names);
    yaml_event_delete(&loader.event);
    yaml_parser_delete(&loader.parser);
    return diag_errors(diag) == errors ? root : NULL;
}

static const Node *read_source(Arena *arena, Source *source, Diag *diag)
{
    if (source->size >= 3 && memcmp(source->text, "\xEF\xBB\xBF", 3) == 0) {
        source->text += 3;
        source->size -= 3;
    }
    if (!bytes_check_encoding(source, diag) || !bytes_check_signs(source, diag))
        return NULL;
    return parse(arena, source, diag);
}

const Node *tree_read_file(Arena *arena, const char *path, const char *shown, Diag *diag)
{
    Source *source = file_read(arena, path, shown, diag);
    return source != NULL ? read_source(arena, source, diag) : NULL;
}

const Node *tree_read_text(Arena *arena, const char *text, size_t size, const char *shown, Diag *diag)
{
    Source *source = arena_take(arena, sizeof *source);
    source->path = arena_copy(arena, shown, strlen(shown));
    source->text = arena_copy(arena, text, size);
    source->size = size;
    return read_source(arena, source, diag);
}
