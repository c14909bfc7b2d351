/* requirement - a limit on the quality of a mix */
#ifndef COPLANT_REQUIREMENT_H
#define COPLANT_REQUIREMENT_H

#include "models/formulation/mix.h"

/* What the shares of a quality are weighed by. */
typedef enum RequirementBase { BASE_MASS, BASE_GAS, BASE_VOLUME } RequirementBase;

typedef struct Requirement {
    Item item;
    const char *share, *property, *ratio, *called;
    const Node *min_node, *max_node;
    double min, max;               /* -INFINITY, INFINITY: none; in `unit` */
    const char *unit;              /* of min and max, "1" for shares and ratios */
    const char *weighed_in;        /* what qualities are weighed by: t, kNm3 or m3 */
    double *over, *under, *weight; /* [ingredients of the mix] per base; weight: base of one internal unit */
} Requirement;

/* As mix_range, over the fillings that also keep the requirements of the mix: small linear programs. False, and both left alone,
 * where it has none, or where no filling keeps them. */
bool requirement_range(const Park *park, const Mix *mix, const double *property, double *least, double *most);

/* The requirements of a mix that no filling keeps, as few as say so, put into `clash`; 0: it can be filled. Only ingredients that are
 * there[i] fill it; there NULL: all. clash has room for all of them. */
size_t requirement_clash(const Park *park, const Mix *mix, const bool *there, const Requirement **clash);

/* When all processes are known: a contaminant (a share that is no formula) of which an ingredient that is made from a mix says nothing is
 * decided by the plan, and refused. */
bool requirement_check(const Park *park, const Requirement *requirement, Diag *diag);

/* How many requirements a mix has, and the nth of them. */
size_t requirement_count(const Park *park, const Mix *mix);
const Requirement *requirement_at(const Park *park, const Mix *mix, size_t n);

/* What the quality of these flows is a share of: by how much a unit of the limit moves its row. */
double requirement_base(const Requirement *requirement, const double *flow);

/* The quality that these flows of the ingredients make, in `unit`; NAN where nothing flows. */
double requirement_value(const Requirement *requirement, const double *flow);

#endif
