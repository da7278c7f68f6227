/* SPDX-License-Identifier: MIT */
/* Days, times and amounts as people and spreadsheets write them. No SQLite in here. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "diary_internal.h"

/* ---- times --------------------------------------------------------------------------------- */

/* Digits at *text, at most `most`: how many there are. */
static int digits(const char **text, int most, int *value) {
  int count = 0;

  *value = 0;
  for (; count < most && **text >= '0' && **text <= '9'; ++*text, count++)
    *value = *value * 10 + (**text - '0');
  return count;
}

/* " pm" and the like, at the end: 0 none, 1 am, 2 pm, -1 something else. */
static int half_of_day(const char *text) {
  static const struct {
    const char *text;
    int half;
  } halves[] = {{"", 0}, {"am", 1}, {"a.m.", 1}, {"pm", 2}, {"p.m.", 2}};

  while (*text == ' ')
    text++;
  for (size_t i = 0; i < sizeof halves / sizeof halves[0]; i++)
    if (sqlite3_stricmp(text, halves[i].text) == 0)
      return halves[i].half;
  return -1;
}

bool nutri__diary_read_time(const char *text, char time[6]) {
  int hour;
  int minute;
  int second;
  int half;

  if (digits(&text, 2, &hour) == 0 || *text++ != ':' || digits(&text, 2, &minute) != 2)
    return false;
  if (*text == ':') { /* seconds, and parts of them: whole minutes are kept */
    text++;
    if (digits(&text, 2, &second) != 2 || second > 59)
      return false;
    if (*text == '.')
      text += 1 + strspn(text + 1, "0123456789");
  }
  half = half_of_day(text);
  if (half < 0 || hour > 23 || minute > 59 || (half > 0 && (hour < 1 || hour > 12)))
    return false;
  if (half > 0)
    hour = hour % 12 + (half == 2 ? 12 : 0);
  time[0] = (char)('0' + hour / 10);
  time[1] = (char)('0' + hour % 10);
  time[2] = ':';
  time[3] = (char)('0' + minute / 10);
  time[4] = (char)('0' + minute % 10);
  time[5] = '\0';
  return true;
}

/* ---- days ---------------------------------------------------------------------------------- */

/* A date of two numbers and a year: 11/20/2026, 20.11.2026. */
struct numbers {
  int first;
  int second;
  int year;
  const char *rest;
};

static bool split_date(const char *text, struct numbers *date) {
  char between;

  if (digits(&text, 2, &date->first) == 0)
    return false;
  between = *text++;
  if ((between != '/' && between != '.' && between != '-') ||
      digits(&text, 2, &date->second) == 0 || *text++ != between ||
      digits(&text, 4, &date->year) != 4)
    return false;
  date->rest = text;
  return *text == '\0' || *text == ' ' || *text == 'T' || *text == ',';
}

static bool make_day(int year, int month, int day, char out[11]) {
  char text[40];

  snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
  if (!nutri__is_day(text))
    return false;
  memcpy(out, text, 11);
  return true;
}

void nutri__diary_see_day(const char *text, struct nutri__diary_order *order) {
  struct numbers date;
  char day[11];
  bool month_first;
  bool day_first;

  if (!split_date(text, &date))
    return;
  month_first = make_day(date.year, date.first, date.second, day);
  day_first = make_day(date.year, date.second, date.first, day);
  if (!month_first && !day_first) /* no date at all: it says nothing of the others */
    return;
  order->seen = true;
  order->not_month_first |= !month_first;
  order->not_day_first |= !day_first;
}

/* A time behind a day: "T08:30", " 8:30 pm". Midnight is what programs write where there is none.
 */
static enum nutri__diary_day with_time(const char *rest, char time[6]) {
  time[0] = '\0';
  if (*rest == '\0')
    return NUTRI__DIARY_DAY_IS;
  rest += *rest == 'T' ? 1 : strspn(rest, ", ");
  if (!nutri__diary_read_time(rest, time))
    return NUTRI__DIARY_DAY_IS_NOT;
  if (strcmp(time, "00:00") == 0)
    time[0] = '\0';
  return NUTRI__DIARY_DAY_IS;
}

enum nutri__diary_day nutri__diary_read_day(const char *text,
                                            const struct nutri__diary_order *order, char day[11],
                                            char time[6]) {
  struct numbers date;
  char other[11];
  bool month_first;
  bool day_first;

  if (strspn(text, "0123456789") == 4 && strlen(text) >= 10) {
    memcpy(day, text, 10);
    day[10] = '\0';
    if (day[4] == '/' && day[7] == '/')
      day[4] = day[7] = '-';
    if (!nutri__is_day(day) || strchr(" T,", text[10]) == NULL)
      return NUTRI__DIARY_DAY_IS_NOT;
    return with_time(text + 10, time);
  }
  if (!split_date(text, &date))
    return NUTRI__DIARY_DAY_IS_NOT;
  month_first = make_day(date.year, date.first, date.second, day);
  day_first = make_day(date.year, date.second, date.first, month_first ? other : day);
  if (!month_first && !day_first)
    return NUTRI__DIARY_DAY_IS_NOT;
  if (month_first && day_first && date.first == date.second)
    return with_time(date.rest, time);
  if (order->not_month_first && order->not_day_first)
    return NUTRI__DIARY_DAY_MIXED;
  if (!order->not_month_first && !order->not_day_first)
    return NUTRI__DIARY_DAY_EITHER;
  if (order->not_month_first ? !day_first : !month_first)
    return NUTRI__DIARY_DAY_IS_NOT;
  if (order->not_month_first && month_first)
    memcpy(day, other, sizeof other);
  return with_time(date.rest, time);
}

/* ---- amounts ------------------------------------------------------------------------------- */

bool nutri__diary_read_amount(const char *text, size_t length, double *amount, const char **rest) {
  if (nutri__parse_amount(text, amount, rest))
    return true;
  /* What a program writes: 0.30000000000000004, 1e3, -1. */
  *rest = text + length;
  return nutri__number_read(text, length, amount) == NUTRI__NUMBER_OK && isfinite(*amount);
}
