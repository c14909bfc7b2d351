/* element - chemical formulas taken apart into elements, by mass */
#ifndef COPLANT_ELEMENT_H
#define COPLANT_ELEMENT_H

#include <stdbool.h>
#include <stddef.h>

enum { ELEMENTS = 44, ELEMENT_CARBON = 3, ELEMENT_IRON = 21 };

const char *element_symbol(size_t element); /* "Fe" */
const char *element_name(size_t element);   /* "iron" */
int element_find(const char *symbol);       /* -1: none */
bool element_of_air(size_t element); /* hydrogen, nitrogen, oxygen: they come and go with air and water */

/* kg/kmol of a formula such as "Fe2O3" or "Ca(OH)2", and the kg/kmol of it that each element makes. 0: it is no formula, or
 * an abbreviation such as VOC, and share is left as it was. */
double element_weigh(const char *formula, double share[ELEMENTS]);

/* Whether a name is an element or a formula; others (COD, salt, ash) mean what who states them says. */
bool element_is_formula(const char *name);

#endif
