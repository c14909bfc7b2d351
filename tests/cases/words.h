/* words - a linear program in words: every row and column said by what its tag means */
#ifndef COPLANT_WORDS_H
#define COPLANT_WORDS_H

#include "models/program.h"

#include <stdio.h>

enum { WORDS_MOST = 400 };

/* "sell(works, iron)", "send(coke_plant, town, gas)", "most_share(works, kiln, fuel, tyres)"; of a row or of a column. */
const char *words_tag(const Program *program, Tag tag, char buffer[WORDS_MOST]);

/* What a row or column is counted in, an hour: "t", "kNm3", "GJ"; of a mix, its measure. */
const char *words_unit(const Program *program, Tag tag);

/* What the objective is counted in, an hour: "kCNY" or "t". */
const char *words_objective_unit(const Park *park);

/* Rows and columns in the order of their names, so that the order of their coming leaves no trace. */
void words_program(const Program *program, FILE *out);

#endif
