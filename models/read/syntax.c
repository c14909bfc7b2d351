/* syntax - libyaml's complaints in a process engineer's words */
#include "models/read/syntax.h"

#include "models/base/text.h"

typedef struct Complaint {
    const char *problem; /* as libyaml 0.2.5 words it */
    const char *context; /* NULL: any */
    bool at_context;     /* the place to mend is where the construct began, not where it failed */
    const char *say;
} Complaint;

static const Complaint complaints[] = {
    { "could not find expected ':'", NULL, true, "this reads as a key, but no ':' follows" },
    { "mapping values are not allowed in this context", NULL, false,
      "a ':' is not expected here; check the indentation, or put the text in quotes" },
    { "found character that cannot start any token", NULL, false,
      "a value cannot begin with this character; put the text in quotes" },
    { "found unexpected end of stream", "while scanning a quoted scalar", true,
      "this quote is never closed" },
    { "found unexpected document indicator", "while scanning a quoted scalar", true,
      "this quote is never closed" },
    { "found unknown escape character", NULL, false,
      "unknown escape; write \\\\ for a backslash, or use single quotes" },
    { "did not find expected hexdecimal number", NULL, false, "bad escape; hexadecimal digits are missing" },
    { "found invalid Unicode character escape code", NULL, false, "bad escape; there is no such character" },
    { "block sequence entries are not allowed in this context", NULL, false,
      "a list is not expected here; start it on a line of its own" },
    { "mapping keys are not allowed in this context", NULL, false,
      "a key is not expected here; check the indentation" },
    { "did not find expected ',' or ']'", NULL, false, "expected ',' or ']'" },
    { "did not find expected ',' or '}'", NULL, false, "expected ',' or '}'" },
    { "did not find expected key", NULL, false, "expected a key here; check the indentation" },
    { "did not find expected '-' indicator", NULL, false,
      "expected a list item ('- ') here; check the indentation" },
    { "did not find expected node content", NULL, false, "expected a value here" },
    { "did not find expected <document start>", NULL, false,
      "what stands before this is complete; check the indentation" },
    { "did not find expected alphabetic or numeric character", NULL, true,
      "expected a name after '&' or '*'; put a text that begins so in quotes" },
    { "did not find expected comment or line break", "while scanning a block scalar", false,
      "the text after '|' or '>' begins on the next line" },
    { "found a tab character where an indentation space is expected", NULL, false,
      "tab in the indentation; use spaces" },
    { "found a tab character that violates indentation", NULL, false, "tab in the indentation; use spaces" },
    { "found incompatible YAML document", NULL, false, "another version of YAML; 1.1 and 1.2 are read" },
    { "found undefined tag handle", NULL, false, "tags such as !x are not part of the language" },
};

static const Complaint *find(const char *problem, const char *context)
{
    for (size_t i = 0; i < sizeof complaints / sizeof complaints[0]; i++)
        if (text_equal(complaints[i].problem, problem)
            && (complaints[i].context == NULL || text_equal(complaints[i].context, context)))
            return &complaints[i];
    return NULL;
}

static Span place(const Source *source, yaml_mark_t mark)
{
    return (Span){ source, (int)mark.line + 1, (int)mark.column + 1, 1 };
}

static bool is_tab(const Source *source, yaml_mark_t mark)
{
    const char *at = source->text, *end = at + source->size;
    for (size_t line = 0; line < mark.line && at < end;)
        line += text_next(&at) == '\n';
    for (size_t column = 0; column < mark.column && at < end; column++)
        text_next(&at);
    return at < end && *at == '\t';
}

bool syntax_error(const yaml_parser_t *parser, const Source *source, Diag *diag)
{
    const char *problem = parser->problem, *context = parser->context;
    /* libyaml forgets to set its error field in some of the places where it fails for want of memory. */
    if (parser->error == YAML_NO_ERROR || parser->error == YAML_MEMORY_ERROR)
        return diag_error(diag, (Span){ .source = source }, "cannot be read: out of memory");
    if (parser->error == YAML_READER_ERROR)
        return diag_error(diag, (Span){ .source = source }, "cannot be read: %s at byte %zu", problem,
                          parser->problem_offset);
    if (text_equal(problem, "found character that cannot start any token")
        && is_tab(source, parser->problem_mark))
        return diag_error(diag, place(source, parser->problem_mark), "tab before a value; use spaces");
    const Complaint *complaint = find(problem, context);
    if (complaint == NULL)
        return diag_error(diag, place(source, parser->problem_mark), "not YAML: %s%s%s",
                          context != NULL ? context : "", context != NULL ? ", " : "", problem);
    bool at_context = complaint->at_context && context != NULL;
    Span span = place(source, at_context ? parser->context_mark : parser->problem_mark);
    bool unclosed = text_equal(context, "while parsing a flow sequence")
                    || text_equal(context, "while parsing a flow mapping");
    if (unclosed)
        return diag_error(diag, span, "%s; the bracket of line %zu column %zu is still open", complaint->say,
                          parser->context_mark.line + 1, parser->context_mark.column + 1);
    return diag_error(diag, span, "%s", complaint->say);
}
