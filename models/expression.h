/* expression - a ratio of linear expressions in the names of qualities: "CaO / (2.8 SiO2 + 1.18 Al2O3 + 0.65 Fe2O3)" */
#ifndef COPLANT_EXPRESSION_H
#define COPLANT_EXPRESSION_H

#include "models/base/arena.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct ExpressionTerm {
    const char *name;
    double factor;
} ExpressionTerm;

/* over / under; without a division `under` has no terms. */
typedef struct Expression {
    ExpressionTerm *over, *under;
    size_t overs, unders;
} Expression;

/* Terms are [number] [*] name, joined by + and -; brackets around a whole side. False: *why is a sentence fragment and *at the
 * character (from 0) where the text stops making sense. */
bool expression_read(Arena *arena, const char *text, Expression *expression, const char **why, size_t *at);

#endif
