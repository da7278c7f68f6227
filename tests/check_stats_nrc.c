/* SPDX-License-Identifier: MIT */
/* Usual intake by NRC/IOM: the tables of science.md 4.1, and what is refused. */
#include "support_recalls.h"

static const struct {
  double recalls[5][3]; /* 0 = none */
  double ms_within, ms_between, n0, var_between, mean;
  double adjusted[5];
} tables[] = {
    {{{210, 250}, {300, 360}, {180, 220}, {400, 340}, {260, 240}},
     1080,
     10160,
     2,
     4540,
     276,
     {232.513555, 327.049305, 204.152831, 364.863604, 251.420705}},
    {{{210, 250, 230}, {300, 360}, {180}, {400, 340, 310}, {260, 240}},
     1166.666666667,
     9750,
     2.136363636,
     4017.730496,
     268,
     {231.715493, 325.936594, 190.531715, 346.298147, 251.179698}},
};

static struct sample *table_sample(int number) {
  struct sample *sample = new_sample();

  for (int i = 0; i < 5; i++) {
    add_one(sample);
    for (int j = 0; j < 3 && tables[number].recalls[i][j] > 0.0; j++)
      add_recall(sample, tables[number].recalls[i][j], false);
  }
  return sample;
}

START_TEST(analysis_of_variance) {
  struct sample *sample = table_sample(_i);
  struct nutri__nrc nrc;
  double adjusted[5];

  ck_assert_int_eq(nutri__nrc(&sample->recalls, adjusted, &nrc), NUTRI__STATS_OK);
  NEAR(nrc.ms_within, tables[_i].ms_within, 1e-6);
  NEAR(nrc.ms_between, tables[_i].ms_between, 1e-6);
  NEAR(nrc.n0, tables[_i].n0, 1e-6);
  NEAR(nrc.var_between, tables[_i].var_between, 1e-6);
  NEAR(nrc.mean, tables[_i].mean, 1e-9);
  for (int i = 0; i < 5; i++)
    NEAR(adjusted[i], tables[_i].adjusted[i], 1e-6);
  ck_assert_uint_eq(nrc.persons, 5);
  ck_assert_uint_eq(nrc.recalls, sample->first[5]);
}
END_TEST

/* Weights move the mean alone; whoever has none, or no recall, is in no figure. */
START_TEST(weights) {
  struct sample *sample = table_sample(0);
  struct nutri__nrc nrc;
  double adjusted[7];

  sample->weight[0] = 3.0;
  add_one(sample);
  add_one(sample);
  add_recall(sample, 900.0, false);
  sample->weight[6] = 0.0;
  ck_assert_int_eq(nutri__nrc(&sample->recalls, adjusted, &nrc), NUTRI__STATS_OK);
  NEAR(nrc.ms_within, 1080.0, 1e-6);
  NEAR(nrc.ms_between, 10160.0, 1e-6);
  NEAR(nrc.mean, (3.0 * 230.0 + 330.0 + 200.0 + 370.0 + 250.0) / 7.0, 1e-9);
  NEAR(adjusted[0], nrc.mean + (230.0 - nrc.mean) * sqrt(4540.0 / (4540.0 + 540.0)), 1e-9);
  IS_NAN(adjusted[5]);
  IS_NAN(adjusted[6]);
  ck_assert_uint_eq(nrc.persons, 5);
}
END_TEST

START_TEST(no_between_gives_everybody_the_mean) {
  static const double recalls[][2] = {{100, 300}, {320, 90}, {210, 200}};
  struct sample *sample = new_sample();
  struct nutri__nrc nrc;
  double adjusted[3];

  for (size_t i = 0; i < COUNT(recalls); i++) {
    add_one(sample);
    add_recall(sample, recalls[i][0], false);
    add_recall(sample, recalls[i][1], false);
  }
  ck_assert_int_eq(nutri__nrc(&sample->recalls, adjusted, &nrc), NUTRI__STATS_OK);
  ck_assert_double_eq(nrc.var_between, 0.0);
  for (size_t i = 0; i < COUNT(recalls); i++)
    NEAR(adjusted[i], 610.0 / 3.0, 1e-9);
}
END_TEST

static const struct {
  enum nutri__stats reason;
  double recalls[3][2]; /* -1 = none */
  double weight;        /* of person 2 (from 0) */
  size_t at;
} refused[] = {
    {NUTRI__STATS_NOBODY, {{-1, -1}, {-1, -1}, {-1, -1}}, 1, 0},
    {NUTRI__STATS_ONE_PERSON, {{100, 200}, {-1, -1}, {-1, -1}}, 1, 0},
    {NUTRI__STATS_ONE_PERSON, {{100, 200}, {-1, -1}, {100, 120}}, 0, 0},
    {NUTRI__STATS_NO_REPEAT, {{100, -1}, {120, -1}, {140, -1}}, 1, 0},
    {NUTRI__STATS_ALL_EQUAL, {{0.1, 0.1}, {0.1, 0.1}, {0.1, -1}}, 1, 0},
    {NUTRI__STATS_BAD_AMOUNT, {{100, 120}, {-2, 120}, {100, 90}}, 1, 2},
    {NUTRI__STATS_BAD_AMOUNT, {{100, 120}, {110, (double)NAN}, {100, 90}}, 1, 3},
    {NUTRI__STATS_BAD_AMOUNT, {{100, 120}, {110, 140}, {(double)INFINITY, 90}}, 1, 4},
    {NUTRI__STATS_BAD_WEIGHT, {{100, 120}, {110, 140}, {120, 90}}, -1, 2},
    {NUTRI__STATS_BAD_WEIGHT, {{100, 120}, {110, 140}, {120, 90}}, (double)NAN, 2},
    {NUTRI__STATS_NO_WEIGHT, {{-1, -1}, {-1, -1}, {120, 90}}, 0, 0},
};

START_TEST(refusals) {
  struct sample *sample = new_sample();
  struct nutri__nrc nrc;
  double adjusted[3];

  for (int i = 0; i < 3; i++) {
    add_one(sample);
    for (int j = 0; j < 2; j++)
      if (refused[_i].recalls[i][j] != -1.0)
        add_recall(sample, refused[_i].recalls[i][j], false);
  }
  sample->weight[2] = refused[_i].weight;
  ck_assert_int_eq(nutri__nrc(&sample->recalls, adjusted, &nrc), refused[_i].reason);
  ck_assert_uint_eq(nrc.at, refused[_i].at);
  ck_assert_str_ne(nutri__stats_text(refused[_i].reason), "");
  IS_NAN(nrc.var_between);
  for (int i = 0; i < 3; i++)
    IS_NAN(adjusted[i]);
}
END_TEST

/* science.md 4.2: what raw means of these recalls give, 6 to 7 points too much. */
START_TEST(not_for_prevalence) {
  struct sample *sample = new_sample();
  struct nutri__nrc nrc;
  double first_day[SAMPLE_PERSONS], adjusted[SAMPLE_PERSONS];
  size_t persons;

  if (!read_synthetic(sample))
    return;
  persons = sample->recalls.persons;
  for (size_t i = 0; i < persons; i++)
    first_day[i] = sample->amount[sample->first[i]];
  NEAR(nutri__share_below(persons, sample->weight, first_day, each(sample, 265.0)), 0.5346, 5e-5);
  ck_assert_int_eq(nutri__nrc(&sample->recalls, adjusted, &nrc), NUTRI__STATS_OK);
  NEAR(nutri__share_below(persons, sample->weight, adjusted, each(sample, 265.0)), 0.5658, 5e-5);
}
END_TEST

TESTS("stats_nrc") {
  ADD_LOOP(analysis_of_variance, tables);
  tcase_add_test(tc, weights);
  tcase_add_test(tc, no_between_gives_everybody_the_mean);
  ADD_LOOP(refusals, refused);
  tcase_add_test(tc, not_for_prevalence);
}
