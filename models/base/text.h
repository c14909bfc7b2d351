/* text - small questions about names and UTF-8 */
#ifndef COPLANT_TEXT_H
#define COPLANT_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool text_equal(const char *a, const char *b); /* NULL equals only NULL */

uint64_t text_hash(const char *text); /* FNV-1a */

/* The code point at *text and moves past it; 0 at the end. A byte that is not UTF-8 counts as one U+FFFD. */
uint32_t text_next(const char **text);
size_t text_length(const char *text); /* in characters */
int text_width(const char *text,
               size_t characters); /* cells that a terminal takes for the first of them: 0, 1 or 2 each */

/* What a terminal might obey instead of show: controls, ends of lines, and marks that turn the direction of a line. */
bool text_is_command(uint32_t c);

/* The candidate nearest to `word`, or NULL when none is near enough (Damerau-Levenshtein distance at most a third
 * of the length, at least 1, and something in common; ASCII case only breaks ties). Ask once a word: O(candidates x
 * length^2). Words over 64 characters get no suggestion. */
const char *text_nearest(const char *word, const char *const *candidates, size_t count);

/* A number in the C locale: the whole text, decimal point, exponent allowed, finite. Refuses hex, nan, inf, decimal
 * commas, thousands separators; *why then says what to write behind the text: "is too large",
 * "has a decimal comma; write 1.5, not 1,5". */
bool text_number(const char *text, size_t length, double *value, const char **why);

/* The shortest decimal form that reads back as the same double; buffer of 32. */
const char *text_shortest(double value, char buffer[32]);
size_t text_put_shortest(double value, char buffer[32]); /* its length */

/* As %.9g in the C locale; buffer of 32. Its length. */
size_t text_put_nine(double value, char buffer[32]);

/* As %.15g in the C locale; buffer of 32. */
const char *text_fifteen(double value, char buffer[32]);

#endif
