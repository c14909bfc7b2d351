/* answer - what commands have in common that read one park, solve it and print what came out */
#ifndef COPLANT_ANSWER_H
#define COPLANT_ANSWER_H

#include "cli/arguments.h"
#include "models/explain.h"
#include "models/study/compare.h"

/* What is printed of one plan, or of the coupled plan beside those of each facility alone. `why` explains a plan that is not there. */
typedef void AnswerOfPlan(const Outcome *outcome, const Explanation *why, const LpOptions *solver,
                          Report *report);
typedef void AnswerOfComparison(const Comparison *comparison, const Explanation *why, Report *report);

/* Each returns the exit status; `name` is that of the file in a folder of results. */
int answer_plan(const Usage *usage, const char *name, AnswerOfPlan *print, int argc, char **argv);
int answer_comparison(const Usage *usage, const char *name, AnswerOfComparison *print, int argc, char **argv);

#endif
