/* digits - a number in decimal digits, the fewest that read back as the same or fifteen, by whole numbers alone */
#ifndef COPLANT_DIGITS_H
#define COPLANT_DIGITS_H

#include <stdbool.h>

/* As printf's %.15g prints it, or %.16g or %.17g where fewer digits would read back as another number; buffer of 32. False, and nothing written,
 * beyond 1e-16 to 1e15 in magnitude and for powers of two. */
bool digits_shortest(double value, char *buffer);

/* As printf's %.15g prints it; buffer of 32. False, and nothing written, beyond 1e-16 to 1e14 in magnitude. */
bool digits_fifteen(double value, char *buffer);

/* False where the value is not whole or not from 0 to below 10^9; -0 is not. */
bool digits_whole(double value, char *buffer);

#endif
