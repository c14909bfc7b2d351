/* pace - how long an iteration may still take, from how fast it has come nearer to its end
 *
 * Near the end each step of an interior point method brings more than the one before, so what the last steps tell alone is far too
 * long at first: at least `usual` digits a step are counted on, as over a whole solve. */
#ifndef COPLANT_PACE_H
#define COPLANT_PACE_H

enum { PACE_STEPS = 6 };

typedef struct PaceStep {
    int number;
    double seconds, digits; /* when it was done, and how many digits were missing then */
} PaceStep;

/* {0} is one of which nothing is known. */
typedef struct Pace {
    PaceStep step[PACE_STEPS]; /* the last ones, oldest first */
    int steps;
} Pace;

/* A step that was done then and is so many times farther off than near enough. One that was noted before is not noted again; a lower
 * one begins another iteration. */
void pace_note(Pace *pace, int number, double seconds, double off);

/* Seconds from the last step on; NAN where nothing can be said: too few steps, or no progress to speak of. */
double pace_left(const Pace *pace);

#endif
