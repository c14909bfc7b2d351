/* digits - a number in decimal digits, the fewest that read back as the same, fifteen or nine, by whole numbers */
#ifndef COPLANT_DIGITS_H
#define COPLANT_DIGITS_H

#include <stddef.h>

/* Each writes a text that ends with a zero byte into a buffer of 32, and returns its length; 0, and nothing written, where it can't. */

/* As printf's %.15g prints it, or %.16g or %.17g where fewer digits would read back as another number. Not beyond 1e-16 to 1e15 in magnitude, nor
 * powers of two. */
size_t digits_shortest(double value, char *buffer);

/* As printf's %.15g prints it. Not beyond 1e-16 to 1e14 in magnitude. */
size_t digits_fifteen(double value, char *buffer);

/* As printf's %.9g prints it, from 1e-13 in magnitude to below 1e8. */
size_t digits_nine(double value, char *buffer);

/* Whole numbers from 0 to below 10^9; -0 is not one. */
size_t digits_whole(double value, char *buffer);

#endif
