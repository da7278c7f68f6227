/* SPDX-License-Identifier: MIT */
/* What the benches of large diaries share. */
#ifndef BENCH_SUPPORT_H
#define BENCH_SUPPORT_H

#include <sqlite3.h>

/* Runs statements one by one; the first parameter of one that has any is :rows. */
int run_sql(sqlite3 *sql, const char *text, long long rows);
/* As a bulk load does it: takes the triggers of these names (GLOB) away and returns what makes them
 * again, for triggers_back, which frees it. NULL: it went wrong. */
char *triggers_aside(sqlite3 *sql, const char *names);
int triggers_back(sqlite3 *sql, char *made);
/* Adds up the days whose totals are not there. */
extern const char add_up[];

/* Of the clock on the wall; of the processor where NUTRI_BENCH_CPU is set: other work is on the
 * machine. */
double now_us(void);
double median(double *took, int count);

#endif
