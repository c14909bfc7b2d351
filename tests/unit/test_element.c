/* test_element - formulas taken apart, against molar masses that stand in every table */
#include "models/element.h"

#include "tests/unit/close.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static double share_of(const char *formula, const char *symbol)
{
    double share[ELEMENTS];
    double mass = element_weigh(formula, share);
    return mass > 0 ? share[element_find(symbol)] / mass : -1;
}

static void molar_masses_are_known(void **state)
{
    (void)state;
    static const struct {
        const char *formula;
        double mass; /* kg/kmol */
    } known[] = { { "H2O", 18.015 },          { "CO2", 44.009 },     { "CO", 28.010 },
                  { "Fe2O3", 159.687 },       { "Ca(OH)2", 74.092 }, { "Al2(SO4)3", 342.13 },
                  { "NaAlO2", 81.969 },       { "Co", 58.933 },      { "C6H6", 78.114 },
                  { "Ca10F2(PO4)6", 1008.61 } };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        double share[ELEMENTS];
        assert_near(element_weigh(known[i].formula, share), known[i].mass, 0.02);
    }
}

/* Iron ore of pure haematite holds 69.9 % iron, limestone 40.0 % calcium and 12.0 % carbon. */
static void shares_are_those_of_the_textbook(void **state)
{
    (void)state;
    assert_near(share_of("Fe2O3", "Fe"), 0.6994, 1e-4);
    assert_near(share_of("CaCO3", "Ca"), 0.4004, 1e-4);
    assert_near(share_of("CaCO3", "C"), 0.1200, 1e-4);
    assert_near(share_of("Ca(OH)2", "H"), 2 * 1.008 / 74.092, 1e-6);
    assert_near(share_of("SiO2", "Fe"), 0, 1e-12);
}

static void other_names_are_no_formulas(void **state)
{
    (void)state;
    static const char *const names[] = {
        "",       "ash", "LOI", "ignition_loss", "NOx",       "CnHm", "C(", "(C", "C)",
        "Fe2O3 ", "X",   "C0",  "C1000",         "Ca(OH(2))", "()",   "2H", "碳", "dust"
    };
    double share[ELEMENTS] = { 7 };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (element_weigh(names[i], share) != 0)
            fail_msg("'%s' is taken for a formula", names[i]);
    assert_near(share[0], 7, 0);
}

static void the_table_is_in_order(void **state)
{
    (void)state;
    assert_int_equal(element_find("C"), ELEMENT_CARBON);
    assert_int_equal(element_find("Fe"), ELEMENT_IRON);
    assert_int_equal(element_find("Xx"), -1);
    for (size_t i = 0; i < ELEMENTS; i++) {
        assert_int_equal(element_find(element_symbol(i)), (int)i);
        const char *symbol = element_symbol(i);
        bool air = symbol[1] == '\0' && (symbol[0] == 'H' || symbol[0] == 'N' || symbol[0] == 'O');
        assert_int_equal(element_of_air(i), air);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(molar_masses_are_known),
        cmocka_unit_test(shares_are_those_of_the_textbook),
        cmocka_unit_test(other_names_are_no_formulas),
        cmocka_unit_test(the_table_is_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
