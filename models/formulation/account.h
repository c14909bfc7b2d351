/* account - what a plan is judged by: sums over flows that already exist */
#ifndef COPLANT_ACCOUNT_H
#define COPLANT_ACCOUNT_H

#include "models/program.h"

/* In which account a line of a pattern of flows counts, and how much of it an internal unit is. */
typedef struct Booking {
    unsigned at; /* in its pattern */
    int account;
    double of_a_unit;
} Booking;

/* What all lines of a pattern are booked as, in the order in which they are booked. */
typedef struct BookingList {
    Booking *booking; /* [bookings] */
    size_t bookings, room;
} BookingList;

/* How the flows of a program are booked: it is asked once of a pattern, and not in every period. */
typedef struct Books {
    BookingList *list; /* [patterns] as many as were met */
    size_t patterns, room;
    size_t blocks; /* of flows that are booked */
} Books;           /* owns its arrays: begins as zeros, account_release */

/* After all families of a period: books energy, water, flare, waste and CO2 of its flows. */
void account_flows(const Park *park, Program *program, Books *books);
void account_release(Books *books);

/* Adds what each column adds to an objective, as a least, to cost[columns]. */
void account_costs(const Park *park, const Program *program, int objective, double *cost);

#endif
