/* element - chemical formulas taken apart into elements, by mass
 *
 * Atomic masses from IUPAC, abridged standard atomic weights 2021, kg/kmol. */
#include "models/element.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *symbol, *name;
    double mass;
} elements[ELEMENTS] = {
    { "H", "hydrogen", 1.008 },    { "Li", "lithium", 6.94 },    { "B", "boron", 10.81 },
    { "C", "carbon", 12.011 },     { "N", "nitrogen", 14.007 },  { "O", "oxygen", 15.999 },
    { "F", "fluorine", 18.998 },   { "Na", "sodium", 22.990 },   { "Mg", "magnesium", 24.305 },
    { "Al", "aluminium", 26.982 }, { "Si", "silicon", 28.085 },  { "P", "phosphorus", 30.974 },
    { "S", "sulfur", 32.06 },      { "Cl", "chlorine", 35.45 },  { "Ar", "argon", 39.95 },
    { "K", "potassium", 39.098 },  { "Ca", "calcium", 40.078 },  { "Ti", "titanium", 47.867 },
    { "V", "vanadium", 50.942 },   { "Cr", "chromium", 51.996 }, { "Mn", "manganese", 54.938 },
    { "Fe", "iron", 55.845 },      { "Co", "cobalt", 58.933 },   { "Ni", "nickel", 58.693 },
    { "Cu", "copper", 63.546 },    { "Zn", "zinc", 65.38 },      { "Ga", "gallium", 69.723 },
    { "As", "arsenic", 74.922 },   { "Se", "selenium", 78.971 }, { "Br", "bromine", 79.904 },
    { "Zr", "zirconium", 91.224 }, { "Nb", "niobium", 92.906 },  { "Mo", "molybdenum", 95.95 },
    { "Ag", "silver", 107.87 },    { "Cd", "cadmium", 112.41 },  { "Sn", "tin", 118.71 },
    { "Sb", "antimony", 121.76 },  { "I", "iodine", 126.90 },    { "Ba", "barium", 137.33 },
    { "W", "tungsten", 183.84 },   { "Pt", "platinum", 195.08 }, { "Au", "gold", 196.97 },
    { "Pb", "lead", 207.2 },       { "Bi", "bismuth", 208.98 },
};

const char *element_symbol(size_t element)
{
    return elements[element].symbol;
}

const char *element_name(size_t element)
{
    return elements[element].name;
}

int element_find(const char *symbol)
{
    for (int i = 0; i < ELEMENTS; i++)
        if (strcmp(elements[i].symbol, symbol) == 0)
            return i;
    return -1;
}

bool element_of_air(size_t element)
{
    return element == 0 || element == 4 || element == 5;
}

/* Two letters before one: Co is cobalt, and carbon and oxygen are CO. */
static int read_symbol(const char **at)
{
    if (**at < 'A' || **at > 'Z')
        return -1;
    const char two[] = { (*at)[0], (*at)[1], '\0' }, one[] = { (*at)[0], '\0' };
    bool lower = two[1] >= 'a' && two[1] <= 'z';
    int found = element_find(lower ? two : one);
    if (found >= 0)
        *at += lower ? 2 : 1;
    return found;
}

/* A number of atoms; 1 where none stands. 0: more than any formula has. */
static double read_count(const char **at)
{
    if (**at < '1' || **at > '9')
        return 1;
    char *end;
    long count = strtol(*at, &end, 10);
    *at = end;
    return count > 0 && count < 1000 ? (double)count : 0;
}

/* formula = { ( symbol | "(" formula ")" ) [count] };  brackets do not nest. */
static bool read_formula(const char **at, bool inside, double *share)
{
    const char *begin = *at;
    while (**at != '\0' && **at != ')') {
        double group[ELEMENTS] = { 0 };
        if (**at == '(') {
            ++*at;
            if (inside || !read_formula(at, true, group) || **at != ')')
                return false;
            ++*at;
        } else {
            int symbol = read_symbol(at);
            if (symbol < 0)
                return false;
            group[symbol] = elements[symbol].mass;
        }
        double count = read_count(at);
        if (count == 0)
            return false;
        for (size_t i = 0; i < ELEMENTS; i++)
            share[i] += count * group[i];
    }
    return *at > begin && (inside || **at == '\0');
}

/* Capitals alone are more often an abbreviation (VOC, PVC, FC for fixed carbon, V for volatiles) than a formula. */
static bool is_abbreviation(const char *name)
{
    static const char *const formulas[] = { "H",  "B",  "C",  "N",  "O",   "F",   "P",
                                            "S",  "K",  "CO", "NO", "CN",  "HF",  "HI",
                                            "KF", "KI", "BN", "WC", "HCN", "KCN", "KOH" };
    if (strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != strlen(name))
        return false;
    for (size_t i = 0; i < sizeof formulas / sizeof formulas[0]; i++)
        if (strcmp(formulas[i], name) == 0)
            return false;
    return true;
}

double element_weigh(const char *formula, double share[ELEMENTS])
{
    double read[ELEMENTS] = { 0 }, mass = 0;
    if (is_abbreviation(formula) || !read_formula(&formula, false, read))
        return 0;
    for (size_t i = 0; i < ELEMENTS; i++)
        mass += read[i];
    memcpy(share, read, sizeof read);
    return mass;
}

bool element_is_formula(const char *name)
{
    double share[ELEMENTS];
    return element_find(name) >= 0 || element_weigh(name, share) > 0;
}
