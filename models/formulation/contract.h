/* contract - what a purchase or a sale comes to by day, month or year */
#ifndef COPLANT_CONTRACT_H
#define COPLANT_CONTRACT_H

#include "models/program.h"

typedef enum ContractSpan { EACH_DAY, EACH_MONTH, EACH_YEAR, CONTRACT_SPANS } ContractSpan;

/* Periods of one day, month or year; where a stretch ends before it does, of a part of it. */
typedef struct ContractGroup {
    int first;
    double share; /* of the horizon, of all its periods */
    double whole; /* h of a whole day, month or year */
} ContractGroup;

typedef struct Contract {
    Item item;       /* owner: its market */
    int each;        /* ContractSpan */
    double min, max; /* internal units in one day, month or year */
    double
        shortfall; /* 1000 of currency for an internal unit that is missing from min, NAN: none may be missing */
    const ContractGroup **group; /* [periods] to which each belongs */
} Contract;

/* The share of the horizon of the group that begins with that period. */
double contract_share(const Contract *contract, int first);

/* "a day", "a month", "a year" */
const char *contract_each(const Contract *contract);

#endif
