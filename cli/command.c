/* command - what every command looks like, and what they share */
#include "cli/command.h"

#include "cli/report/plan.h"
#include "cli/watch.h"
#include "models/explain.h"
#include "models/park_file.h"

#include <stdio.h>

Park *command_read_park(const char *path, const char *plants)
{
    Diag *diag = diag_create();
    const ParkOptions options = { .plants = plants };
    Park *park = park_read(path, &options, diag);
    diag_write(diag, stderr);
    diag_free(diag);
    return park;
}

static void say_explanation(const Outcome *outcome, const Explanation *why)
{
    Diag *diag = diag_create();
    fprintf(stderr, "coplant: %s: %s\n",
            outcome->result.status == LP_INFEASIBLE ? "infeasible" : lp_status_name(outcome->result.status),
            why->headline);
    for (size_t i = 0; i < why->limits; i++) {
        const ExplainedLimit *limit = &why->limit[i];
        diag_note(diag, limit->span, "%s%s%s", limit->says, limit->change != NULL ? "; " : "",
                  limit->change != NULL ? limit->change : "");
    }
    diag_write(diag, stderr);
    diag_free(diag);
    if (why->meetings > 0) {
        fprintf(stderr, "they meet in the balance of ");
        for (size_t i = 0; i < why->meetings; i++)
            fprintf(stderr, "%s%s", i > 0 ? ", " : "", why->meets[i]);
        fputc('\n', stderr);
    }
}

void command_tell_stopped(const Outcome *outcome)
{
    const bool stopped = outcome->result.status == LP_LIMIT;
    if (stopped && !outcome->answered)
        watch_give_way(plan_stopped(outcome));
    if (!outcome->answered || !(stopped || watch_interrupted()))
        return;
    watch_wipe();
    fprintf(stderr, "coplant: stopped: %s\n",
            stopped ? plan_stopped(outcome) : "the plan was found before, and is being written");
}

int command_judge(const Outcome *outcome, const Explanation *why)
{
    switch (outcome->result.status) {
    case LP_OPTIMAL:
        if (outcome_proved(outcome))
            return EXIT_SOLVED;
        if (outcome->disorder > 1e-6)
            fprintf(stderr, "coplant: unverified: the pieces of '%s' are not filled in order\n",
                    outcome->disordered->item.name);
        else
            fprintf(stderr, "coplant: unverified: the balances of the plan do not close\n");
        return EXIT_UNPROVED;
    case LP_INFEASIBLE:
    case LP_UNBOUNDED: say_explanation(outcome, why); return EXIT_NO_PLAN;
    case LP_REFUSED: say_explanation(outcome, why); return EXIT_UNPROVED;
    case LP_LIMIT:
        fprintf(stderr, "coplant: no proven answer: limit: %s\n", plan_stopped(outcome));
        return EXIT_UNPROVED;
    case LP_UNSOLVED:
    case LP_UNVERIFIED:
        fprintf(stderr, "coplant: no proven answer: %s%s%s\n", lp_status_name(outcome->result.status),
                outcome->result.message[0] != '\0' ? ": " : "", outcome->result.message);
        return EXIT_UNPROVED;
    }
    return EXIT_UNPROVED;
}
