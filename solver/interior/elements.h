/* elements - what the interior point method does to each column by itself, and to each row
 *
 * With the multipliers z >= 0 of the lower limits and s >= 0 of the upper ones, w = x - lower and v = upper - x, it looks for
 *
 *     A x = limit,   A' y + z - s = cost,   w z = mu,   v s = mu       and lets mu go to 0.
 *
 * A Newton step that is to change the products w z and v s by p and q, A' y + z - s by r, and A x by something, is
 *
 *     dx = D (A' dy - r + p / w - q / v),   dz = (p - z dx) / w,   ds = (q + s dx) / v,   D = 1 / (z / w + s / v)
 *
 * with dy from A D A' dy = A dx + A D (r - p / w + q / v). A limit that is not there lies at FAR or -FAR, and its multiplier is 0: so the
 * loops need no branches. */
#ifndef COPLANT_INTERIOR_ELEMENTS_H
#define COPLANT_INTERIOR_ELEMENTS_H

#include "solver/interior/system.h"

#define FAR 1e30

enum {
    LANES = 8,      /* sums and maxima are kept in so many parts, which the machine takes side by side */
    TRIALS_MOST = 6 /* weights of a correction that are tried */
};

/* All arrays are [columns of the system]. */
typedef struct Columns {
    const double *cost, *lower, *upper;
    const unsigned char *here;
    double *x, *z, *s;    /* where the method stands */
    double *dx, *dz, *ds; /* its next step */
    double *cx;   /* a correction of the step that is not part of it yet; that of dz and ds follows from it */
    double *miss; /* r = cost - A' y - z + s; may be the array of cx, since both are never needed at once */
    double *weight; /* D */
} Columns;

/* Of the point, over all columns. */
typedef struct Measure {
    double cost;     /* cost' x */
    double value;    /* lower' z - upper' s */
    double products; /* w' z + v' s */
    double miss;     /* largest |r| / (1 + |cost|) */
    double ray_miss; /* sum |A' y + z - s|: y is a Farkas ray where that is nothing */
    double boxed;    /* sum |x| of columns with two limits: x is a ray of the columns where that is nothing */
} Measure;

/* Of the step towards mu = 0: taken a times in x and b times in z and s, it changes the products by a primal + b dual + a b both. */
typedef struct Outlook {
    double primal, dual, both;
    double primal_use, dual_use; /* the largest share of a distance to 0 that it uses up */
} Outlook;

/* What a correction wants of the products. */
typedef struct Aim {
    bool
        centres; /* bring outliers back to near `product`; else all to `product`, the error of second order included */
    double product;      /* mu */
    double primal, dual; /* centres: how far the step is looked ahead */
} Aim;

/* Of the point, over all rows. */
typedef struct RowMeasure {
    double value; /* limit' y */
    double miss;  /* largest |limit - A x| / (1 + |limit|) */
    double sizes; /* sum |A x| */
} RowMeasure;

/* What share of a distance to 0 is used up by step + weight[i] correction. */
typedef struct Trials {
    double sum; /* of the correction: no number where anything in it is none */
    int count;
    double weight[TRIALS_MOST];
    double primal_use[TRIALS_MOST], dual_use[TRIALS_MOST];
} Trials;

/* `at` and `t` are [count of the chunk]; sums and maxima are added to what is there. */
typedef struct Elements {
    /* step += primal or dual times the correction, which was made for `aim`. */
    void (*accept)(const Columns *columns, Chunk chunk, const Aim *aim, double primal, double dual);

    /* point += primal or dual times the step. */
    void (*advance)(const Columns *columns, Chunk chunk, double primal, double dual);

    /* at = A' y. Sets miss, weight and t = D (r + z - s). */
    void (*measure)(const Columns *columns, Chunk chunk, const double *at, double *t, Measure *measure);

    /* at = A' dy. Sets the step towards mu = 0; and error + mu even = D (q / v - p / w) for p and q that take the products to mu all, the error
     * of second order included. */
    void (*predict)(const Columns *columns, Chunk chunk, const double *at, double *error, double *even,
                    Outlook *outlook);

    /* t = D (q / v - p / w) for p and q of an aim that centres. */
    void (*aim)(const Columns *columns, Chunk chunk, const Aim *aim, double *t);

    /* at = A' dy of the correction. Sets the correction, cx. */
    void (*correct)(const Columns *columns, Chunk chunk, const Aim *aim, const double *at, Trials *trials);

    /* Of rows here[count]: `right` += limit - sum, where sum is A x. */
    void (*measure_rows)(size_t count, const unsigned char *here, const double *limit, const double *sum,
                         const double *y, double *right, RowMeasure *measure);

    /* to += by from; all counts are multiples of 8. */
    void (*add)(size_t count, double by, const double *from, double *to);
} Elements;

extern const Elements elements_plain, elements_wide;

#endif
