/* link - a pipe, belt, line, truck or rail route that carries one resource between two facilities */
#ifndef COPLANT_LINK_H
#define COPLANT_LINK_H

#include "models/park.h"

typedef struct Link {
    Item item;    /* its facility is the sender */
    int carry;    /* resource */
    int from, to; /* facilities */
    const Node *to_node;
    double capacity; /* internal units an hour, at the sending end */
    double distance; /* km */
    double loss, loss_per_km;
    double cost, freight, price;
    const char *by;
    double arrives; /* share of what is sent */
} Link;

#endif
