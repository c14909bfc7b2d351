/* zones - which heat stream stands in which zone, and the temperature levels that the streams cut it into */
#ifndef COPLANT_ZONES_H
#define COPLANT_ZONES_H

#include "models/read/fields.h"

/* After everything is read: zones of facilities that state none, streams into their zones, temperature levels. What can't be heated or cooled
 * by anything there is an error. */
bool zones_arrange(Reading *reading);

#endif
