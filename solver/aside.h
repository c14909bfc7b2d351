/* aside - limits, costs and stamps of a program, put aside while a backend works on its scaled copy
 *
 * Of a program by periods they say much the same in every one of them, as its entries do (blocks.h): what stands at the same place of a
 * block as in the block before is kept as one bit. They come back to the last bit. */
#ifndef COPLANT_ASIDE_H
#define COPLANT_ASIDE_H

#include "solver/lp.h"

#include <stdint.h>

/* An array of eight bytes each, as what differs from one block to the next. */
typedef struct Kept {
    unsigned char *differs; /* a bit for each */
    uint64_t *word;         /* [words] those that do */
    size_t words, room;
} Kept;

typedef struct Aside {
    Kept row_lower, row_upper, row_stamp, column_lower, column_upper, cost, column_stamp;
} Aside; /* owns its arrays from aside_put to aside_take_back */

/* The program is without those arrays until it takes them back. */
void aside_put(Aside *aside, Lp *lp);
void aside_take_back(Aside *aside, Lp *lp);

#endif
