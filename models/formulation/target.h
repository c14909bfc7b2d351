/* target - a limit or a price on an account, a share or an intensity, of the park or of a facility */
#ifndef COPLANT_TARGET_H
#define COPLANT_TARGET_H

#include "models/measure.h"

typedef struct Target {
    Item item; /* facility -1: of the park */
    const Measure *measure;
    double min, max; /* in the measure's unit, a total by hour; -INFINITY, INFINITY: no limit */
    double price;    /* 1000 of currency per unit of a total; 0: none */
    double base;     /* what it is compared to, in the measure's unit; NAN: nothing */
    const Node *min_node, *max_node, *price_node, *base_node;
} Target;

/* Whether the program holds the target to its limits: one of the park only where it covers the whole park. */
bool target_holds(const Program *program, const Target *target);

/* The target of that measure on a facility, -1: on the park; NULL: there is none. */
const Target *target_find(const Park *park, const Measure *measure, int facility);

/* Whether a limit stands on the whole park, so that facilities that stand alone are not held to what the park is. */
bool target_limits_park(const Park *park);

#endif
