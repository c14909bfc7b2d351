/* date - days of the calendar, as they stand in files: 2025-03-01 14:00 */
#ifndef COPLANT_DATE_H
#define COPLANT_DATE_H

enum { DATE_LONGEST = 40 };

/* Hours since some day of "2025-03-01 14:00" or "2025/3/1T14:00:00"; NAN: no such time. */
double date_hours(const char *text);

/* "2025-03-01", with " 14:00" behind it where the day has begun. */
const char *date_text(double hours, char buffer[DATE_LONGEST]);

#endif
