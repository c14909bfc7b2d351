/* audit - whether every recipe keeps mass, energy and each element
 *
 * What leaves can't be more than what came in. Carbon that is left over is its direct CO2; mass went to the air (flue gas, vapour); of
 * energy, mass and each element that is not of the air, over 5 % left over wants a reason in the file, under `losses`. */
#ifndef COPLANT_AUDIT_H
#define COPLANT_AUDIT_H

#include "models/element.h"
#include "models/formulation/heat.h"
#include "models/formulation/mode.h"

/* What is kept: one line of a closure each. */
enum { AUDIT_MASS, AUDIT_ENERGY, AUDIT_ELEMENT, AUDIT_LINES = AUDIT_ELEMENT + ELEMENTS };

/* t, of energy GJ, per internal unit of the basis. A mix makes a range: from its leanest to its richest filling. */
typedef struct ClosureLine {
    double in[2], out;
    int untold_in, untold_out; /* a resource of which it is not known how much it holds, -1: none */
} ClosureLine;

typedef struct Closure {
    const Process *process;
    const Mode *mode; /* in this mode or piece, or NULL */
    int period;       /* in this period, -1: of the mean of all */
    ClosureLine line[AUDIT_LINES];
    double utility; /* GJ of heat that utilities give */
    double dry[2];  /* t that come in at most, and that go out, less air and water */
    double co2[2];  /* direct CO2, least and most */
} Closure;

typedef enum Verdict {
    CLOSES,       /* to 5 % */
    EXPLAINED,    /* the file says where the rest goes, or it is direct CO2 */
    UNEXPLAINED,  /* over 5 % are missing without a reason */
    FROM_NOTHING, /* more leaves than comes in */
    UNTOLD,       /* not known of one of its resources */
    UNJUDGED      /* of air and water, a trace, or energy of heat streams alone */
} Verdict;

/* How a mix is taken to be filled: anyhow within its shares, or so that it keeps its requirements too, which takes small linear programs. */
typedef enum Filling { FILLED_ANYHOW, FILLED_AS_REQUIRED } Filling;

/* The next of a park from item *at on, which it moves: a process as a whole where it has no modes and no pieces, else in each of them. */
bool audit_next(const Park *park, Filling filling, size_t *at, Closure *closure);
Closure audit_recipe(const Park *park, Filling filling, const Process *process, const Mode *mode);

Verdict audit_verdict(const Closure *closure, int line);

const char *audit_line_name(int line);                    /* "mass", "energy", "iron" */
const char *audit_line_symbol(int line);                  /* as `losses` writes it: "mass", "energy", "Fe" */
const char *audit_line_unit(int line);                    /* "t", of energy "GJ" */
const char *audit_loss(const Closure *closure, int line); /* the reason that the file gives, or NULL */

/* t or GJ that one internal unit of the resource holds; false in *told: more may be in it than is stated. */
double audit_content(const Resource *resource, int line, bool *told);

/* Whether anything of the line comes in or goes out. */
bool audit_present(const Closure *closure, int line);

/* Power and heat weigh nothing; of a fuel counted in GJ, of gases, liquids and pieces without `mass` it is not known. */
bool audit_weighs_nothing(const Resource *resource);

/* The next heat stream of a recipe from item *at on, which it moves and which begins at 0; NULL behind the last one. */
const Heat *audit_next_heat(const Park *park, const Process *process, const Mode *mode, size_t *at);

/* "'kiln'", or "'chp' in 'extraction'"; and where what was changed last of it stands. */
const char *audit_called(const Park *park, const Closure *closure);
Span audit_place(const Closure *closure);

/* Errors for mass, energy, carbon and iron that are made from nothing, warnings for other elements; questions about what burns. */
bool audit_park(const Park *park, Diag *diag);

/* With the fillings that requirements allow: errors for what is made from nothing, warnings for what is missing without a reason. Returns
 * how many there are. */
size_t audit_judge(const Park *park, Diag *diag);

#endif
