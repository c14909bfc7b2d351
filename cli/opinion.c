/* opinion - what another solver says of a plan, put beside it */
#include "cli/opinion.h"

#include "cli/command.h"
#include "cli/watch.h"
#include "solver/second_opinion.h"

#include <math.h>
#include <stdio.h>

/* Limits that cross, and programs that are none, are seen without a solver. */
static bool can_be_confirmed(const LpResult *result)
{
    return result->status == LP_OPTIMAL || result->status == LP_UNBOUNDED
           || (result->status == LP_INFEASIBLE && result->row_ray != NULL);
}

/* What the objective of the program counts. */
static const char *unit_of(const Park *park)
{
    return park->objective <= OBJECTIVE_COST ? arena_print(park->arena, "1000 %s/h", park->currency) : "t/h";
}

static const char *finds(const SecondOpinion *opinion, const LpResult *result, OpinionVerdict verdict,
                         double difference, const Park *park)
{
    Arena *arena = park->arena;
    const char *by = opinion->by, *says = second_opinion_name(opinion->says);
    if (verdict == OPINION_MISSING)
        return arena_print(arena, "no second opinion: %s was asked, but %s", by, opinion->message);
    if (verdict == OPINION_AGREES && opinion->says == OPINION_NO_OPTIMUM)
        return arena_print(arena, "second opinion: %s finds no best plan either", by);
    if (verdict == OPINION_AGREES && isnan(difference))
        return arena_print(arena, "second opinion: %s finds it %s too", by, says);
    if (verdict == OPINION_AGREES)
        return arena_print(arena, "second opinion: %s finds an objective of %.10g (%s), the same to 1e%.0f",
                           by, opinion->objective, unit_of(park), ceil(log10(difference) - 1e-9));
    if (isnan(difference))
        return arena_print(arena, "second opinion: %s finds it %s, and not %s: one of the two is wrong", by,
                           says, lp_status_name(result->status));
    return arena_print(
        arena, "second opinion: %s finds an objective of %.10g (%s), and not %.10g: one of the two is wrong",
        by, opinion->objective, unit_of(park), result->objective);
}

static void facts(const SecondOpinion *opinion, OpinionVerdict verdict, double difference, Report *report)
{
    static const char *const verdicts[] = { "agrees", "differs", "missing" };
    report_fact_text(report, "second_opinion.by", opinion->by);
    report_fact_text(report, "second_opinion.verdict", verdicts[verdict]);
    report_fact_text(report, "second_opinion.status", second_opinion_name(opinion->says));
    report_fact(report, "second_opinion.objective", opinion->objective);
    report_fact(report, "second_opinion.difference", difference);
}

/* `whose` NULL: the park's, of which the report speaks in any case. */
static bool ask(const Outcome *outcome, const char *whose, const Arguments *arguments, Report *report)
{
    const LpResult *result = &outcome->result;
    const Park *park = outcome->park;
    if (arguments->adviser == NULL || !can_be_confirmed(result))
        return true;
    SecondOpinion opinion;
    double difference;
    second_opinion_ask(arguments->adviser, &outcome->program->lp, arguments->solver.deadline, &opinion);
    verbose_opinion(&arguments->verbose, &opinion, whose);
    const OpinionVerdict verdict = second_opinion_judge(&opinion, result, &difference);
    const char *line = finds(&opinion, result, verdict, difference, park);
    if (whose != NULL)
        line = arena_print(park->arena, "%s alone: %s", whose, line);
    else
        facts(&opinion, verdict, difference, report);
    if (whose == NULL || verdict != OPINION_AGREES)
        report_line(report, "%s", line);
    if (verdict != OPINION_AGREES) {
        watch_wipe();
        fprintf(stderr, "coplant: warning: %s\n", line);
    }
    return verdict == OPINION_AGREES;
}

bool opinion_of_plan(const Outcome *outcome, const Arguments *arguments, Report *report)
{
    return ask(outcome, NULL, arguments, report);
}

bool opinion_of_comparison(const Comparison *comparison, const Arguments *arguments, Report *report)
{
    const Park *park = comparison->park;
    bool confirmed = ask(comparison->together, NULL, arguments, report), all = arguments->adviser != NULL;
    for (size_t f = 0; f < park->facilities; f++) {
        all = all && can_be_confirmed(&comparison->alone[f]->result);
        confirmed = ask(comparison->alone[f], park->facility[f].name, arguments, report) && confirmed;
    }
    if (confirmed && all)
        report_line(report, "second opinion: %s finds the same for each facility alone",
                    adviser_name(arguments->adviser));
    return confirmed;
}

int opinion_status(bool confirmed, int status)
{
    return confirmed || status == EXIT_UNPROVED ? status : EXIT_INPUT;
}
