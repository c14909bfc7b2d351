/* sections - parts of a report that know nothing of one another: in their order, and where that is worth it by two threads
 *
 * Each thread fills the sections that it takes into a branch of the report; lines, facts and tables then come to the report in the order of the sections,
 * so nobody sees by whom they were filled. What a section reads does not change meanwhile, and it writes nothing but its report and the arena of the park.
 * A report that is filled twice is filled by one thread: its rows come in one order. */
#ifndef COPLANT_SECTIONS_H
#define COPLANT_SECTIONS_H

#include "cli/report/report.h"
#include "models/outcome.h"

typedef struct Section {
    void (*fill)(const Outcome *outcome, Report *report);
    int share; /* of the time that all take, about: those that take longest are begun first */
} Section;

void sections_fill(const Section *section, size_t sections, const Outcome *outcome, Report *report);

#endif
