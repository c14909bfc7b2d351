/* date - days of the calendar, as they stand in files: 2025-03-01 14:00
 *
 * Both ways between a day's number and its year, month and day: H. Hinnant, "chrono-compatible low-level date algorithms". A year
 * begins in March there, so that a leap day is the last of it, and an era has 400 years of 146097 days. */
#include "models/base/date.h"

#include <ctype.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_time(const long part[5])
{
    return part[0] <= 9999 && part[1] >= 1 && part[1] <= 12 && part[2] >= 1 && part[2] <= 31 && part[3] <= 24
           && part[4] <= 59;
}

double date_hours(const char *text)
{
    static const char *const behind[] = { "-/.", "-/.", "T ", ":", "" };
    long part[5] = { 0 }; /* year, month, day, hour, minute */
    size_t parts = 0;
    for (bool more = true; more && parts < 5 && isdigit((unsigned char)*text); parts++) {
        char *end;
        part[parts] = strtol(text, &end, 10);
        more = *end != '\0' && strchr(behind[parts], *end) != NULL;
        text = more ? end + 1 : end;
    }
    if (parts < 3 || !is_time(part))
        return NAN;
    const long month = part[1], year = part[0] - (month <= 2), era = year / 400, of_era = year - era * 400;
    const long of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + part[2] - 1;
    const long days = era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    return 24 * (double)days + (double)part[3] + (double)part[4] / 60;
}

const char *date_text(double hours, char buffer[DATE_LONGEST])
{
    const long minutes = lround(60 * hours), minute = ((minutes % 1440) + 1440) % 1440;
    const long days = (minutes - minute) / 1440;
    const long era = (days >= 0 ? days : days - 146096) / 146097, of_era = days - era * 146097;
    const long years = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const long of_year = of_era - (365 * years + years / 4 - years / 100), moon = (5 * of_year + 2) / 153;
    const long day = of_year - (153 * moon + 2) / 5 + 1, month = moon < 10 ? moon + 3 : moon - 9;
    const int length = snprintf(buffer, DATE_LONGEST, "%04ld-%02ld-%02ld", years + era * 400 + (month <= 2),
                                month, day);
    if (minute != 0)
        snprintf(buffer + length, (size_t)(DATE_LONGEST - length), " %02ld:%02ld", minute / 60, minute % 60);
    return buffer;
}
