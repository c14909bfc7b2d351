/* answer - what commands have in common that read one park, solve it and print what came out */
#ifndef COPLANT_ANSWER_H
#define COPLANT_ANSWER_H

#include "cli/arguments.h"
#include "models/explain.h"
#include "models/study/compare.h"

/* The options that such a command takes; only a plan alone is told by period. */
enum {
    ANSWER_TAKES = TAKES_REPORT | TAKES_SOLVER | TAKES_ALL | TAKES_OPINION,
    ANSWER_TAKES_OF_PLAN = ANSWER_TAKES | TAKES_LONG
};

/* What is printed of one plan, or of the coupled plan beside those of each facility alone. `why` explains a plan that is not there. */
typedef void AnswerOfPlan(const Outcome *outcome, const Explanation *why, const LpOptions *solver,
                          Report *report);
typedef void AnswerOfComparison(const Comparison *comparison, const Explanation *why, Report *report);

/* A park with its best plan, or why there is none, and the report that is to be filled with it, by report_fill. */
typedef struct Solved {
    Park *park;
    Outcome *outcome;
    Explanation why;
    Report report;
} Solved; /* answer_finish */

/* False: EXIT_INPUT. */
bool answer_begin(Arguments *arguments, Solved *solved);

/* Asks for a second opinion, writes the report, says what is wrong, lets go of all; returns the exit status. */
int answer_finish(Solved *solved, Arguments *arguments, const char *name);

/* Each returns the exit status; `name` is that of the file in a folder of results. */
int answer_plan(const Usage *usage, const char *name, AnswerOfPlan *print, int argc, char **argv);
int answer_comparison(const Usage *usage, const char *name, AnswerOfComparison *print, int argc, char **argv);

#endif
