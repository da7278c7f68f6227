/* SPDX-License-Identifier: MIT */
/* The rows of a group: counts, means, usual intakes, what of it is refused, and standard errors. */
#include <math.h>
#include <string.h>

#include "group_fit.h"

#define REPLICATES 200 /* of the bootstrap, where nobody says how many */

struct estimate {
  nutri *db;
  const nutri_group_query *query;
  const struct nutri__group *group;
  struct nutri__group_row *row;
  size_t rows;
  struct nutri__fit fit;
  struct nutri__design design;
  enum nutri__stats design_status;
  size_t units;   /* members, and one more for each sampling unit of the survey */
  double *weight; /* units: own weights */
  double *other;  /* units: a replicate's */
  double *value;  /* units */
  unsigned char *domain;
  double *room;     /* sampling units */
  double *estimate; /* rows x figures x replicates */
  size_t replicates;
  size_t refused;
};

/* ---- reasons ------------------------------------------------------------------------------- */

static int reason_of(enum nutri__stats status) {
  switch (status) {
  case NUTRI__STATS_OK:
    return NUTRI_REASON_NONE;
  case NUTRI__STATS_NOBODY:
    return NUTRI_REASON_NO_DAY;
  case NUTRI__STATS_ONE_PERSON:
    return NUTRI_REASON_ONE_PERSON;
  case NUTRI__STATS_NO_REPEAT:
  case NUTRI__STATS_FEW_REPEATS:
    return NUTRI_REASON_FEW_REPEATS;
  case NUTRI__STATS_ALL_ZERO:
  case NUTRI__STATS_ALL_EQUAL:
    return NUTRI_REASON_ALL_EQUAL;
  case NUTRI__STATS_NO_WITHIN:
    return NUTRI_REASON_NO_WITHIN;
  case NUTRI__STATS_NO_BETWEEN:
    return NUTRI_REASON_NO_BETWEEN;
  case NUTRI__STATS_NO_WEIGHT:
    return NUTRI_REASON_NO_WEIGHT;
  case NUTRI__STATS_ONE_PSU:
    return NUTRI_REASON_ONE_PSU;
  default:
    return NUTRI_REASON_BAD_VALUE;
  }
}

static void refuse(struct nutri__group_row *row, int reason, const char *text) {
  if (row->row.reason != NUTRI_REASON_NONE)
    return;
  row->row.reason = reason;
  sqlite3_snprintf(sizeof row->reason_text, row->reason_text, "%s", text);
}

static void refuse_se(struct nutri__group_row *row, int reason, const char *text) {
  if (row->row.se_reason != NUTRI_REASON_NONE)
    return;
  row->row.se_reason = reason;
  sqlite3_snprintf(sizeof row->se_text, row->se_text, "%s", text);
}

/* Why a row has no usual intake. */
static void judge_model(const struct estimate *e, struct nutri__group_row *row) {
  static const char *const whom[] = {"female persons", "male persons", "persons without a sex"};
  int models;
  const struct nutri__model *m = nutri__fit_model_of(&e->fit, row, &models);
  char text[GROUP_TEXT_MAX];

  if (row->row.persons == 0) {
    refuse(row, row->row.persons_out > 0 ? NUTRI_REASON_NO_WEIGHT : NUTRI_REASON_NO_DAY,
           row->row.persons_out > 0 ? "nobody has a weight above 0" : "nobody has a counted day");
    return;
  }
  if (row->row.persons == 1)
    refuse(row, NUTRI_REASON_ONE_PERSON, "one person is no group");
  if (m == NULL || m->full_status == NUTRI__STATS_OK || !e->fit.is_nci)
    return;
  if (reason_of(m->full_status) == NUTRI_REASON_FEW_REPEATS)
    sqlite3_snprintf(sizeof text, text, "%d %s have a second day, %d are needed",
                     (int)m->full.repeats, whom[m - e->fit.model], NUTRI__REPEATS_MIN);
  else
    sqlite3_snprintf(sizeof text, text, models > 1 ? "%s (%s)" : "%s",
                     nutri__stats_text(m->full_status), whom[m - e->fit.model]);
  refuse(row, reason_of(m->full_status), text);
}

/* ---- counts -------------------------------------------------------------------------------- */

static void count_member(const struct estimate *e, size_t at, struct nutri__group_row *out,
                         struct nutri__known *known) {
  const struct nutri__member *m = &e->group->member[at];
  const struct nutri__need *need = &e->group->need[m->need];
  nutri_group *row = &out->row;

  if (!(m->weight > 0.0)) {
    row->persons_out++;
    return;
  }
  row->persons++;
  row->persons_repeat += m->days > 1;
  row->persons_no_ear += isnan(need->ear);
  row->days += (int)m->days;
  row->ear_low = fmin(row->ear_low, need->ear); /* fmin and fmax pass over NaN */
  row->ear_high = fmax(row->ear_high, need->ear);
  for (size_t day = e->fit.first[at]; day < e->fit.first[at + 1]; day++)
    row->zero_days += e->group->amount[day] <= 0.0;
  nutri__known_add(known, &m->known);
}

static void count_row(const struct estimate *e, struct nutri__group_row *out) {
  struct nutri__known known = {0};
  nutri_group *row = &out->row;

  row->ear_low = row->ear_high = NAN;
  for (size_t i = 0; i < e->group->members; i++)
    if (nutri__is_in(&e->group->member[i], out))
      count_member(e, i, out, &known);
  row->entries = known.entries;
  row->unknown_entries = known.unknown;
  row->unknown_nonfood = known.unknown_nonfood;
  row->has_recalls = e->group->has_recalls;
  row->known_share = row->persons > 0 ? nutri__known_share(&known) : (double)NAN;
}

/* ---- means --------------------------------------------------------------------------------- */

/* A stratum's number is its survey's own: the first of its units tells it from those of others. */
static int64_t stratum_of(const struct nutri__group *g, int survey, int64_t stratum) {
  for (size_t i = 0; i < g->units; i++)
    if (g->unit[i].survey == survey && g->unit[i].stratum == stratum)
      return (int64_t)i;
  return -1;
}

/* Everybody of the surveys, and an empty member for each sampling unit: they all count. */
static bool begin_design(struct estimate *e) {
  const struct nutri__group *g = e->group;
  int64_t *stratum;
  int64_t *psu;

  e->units = g->members + (g->has_design ? g->units : 0);
  stratum = nutri__fit_take(&e->fit, e->units + 1, sizeof *stratum);
  psu = nutri__fit_take(&e->fit, e->units + 1, sizeof *psu);
  e->weight = nutri__fit_take(&e->fit, e->units + 1, sizeof *e->weight);
  e->other = nutri__fit_take(&e->fit, e->units + 1, sizeof *e->other);
  e->value = nutri__fit_take(&e->fit, e->units + 1, sizeof *e->value);
  e->domain = nutri__fit_take(&e->fit, e->units + 1, 1);
  e->room = nutri__fit_take(&e->fit, e->units + 1, sizeof *e->room);
  void *space = nutri__fit_take(&e->fit, nutri__design_space(e->units), 1);
  if (e->fit.no_memory)
    return false;
  for (size_t i = 0; i < g->members; i++) {
    stratum[i] = stratum_of(g, g->member[i].survey, g->member[i].stratum);
    psu[i] = g->member[i].psu;
    e->weight[i] = g->member[i].weight;
  }
  for (size_t i = g->members; i < e->units; i++) {
    const struct nutri__unit *unit = &g->unit[i - g->members];

    stratum[i] = stratum_of(g, unit->survey, unit->stratum);
    psu[i] = unit->psu;
    e->weight[i] = 0.0;
  }
  for (size_t i = 0; i < e->units; i++) {
    e->value[i] = 0.0;
    e->domain[i] = 0;
  }
  e->design_status = nutri__design_read(e->units, g->has_design ? stratum : NULL,
                                        g->has_design ? psu : NULL, space, &e->design);
  return true;
}

/* Which number of a member a mean is of. */
enum part { SUPPLEMENT, MEDICINE, FIRST_DAY, INTAKE };

static double part_of(const struct estimate *e, const struct nutri__member *m, enum part part) {
  double added = e->fit.with_supplements ? m->supplement : 0.0;

  switch (part) {
  case SUPPLEMENT:
    return m->supplement;
  case MEDICINE:
    return m->medicine;
  case FIRST_DAY:
    return m->first + added;
  default:
    return m->food + added;
  }
}

/* The mean of a row's members; those whose number is unknown (NaN) are not of it. */
static enum nutri__stats mean_of(struct estimate *e, const struct nutri__group_row *row,
                                 enum part part, struct nutri__survey_mean *out) {
  *out = (struct nutri__survey_mean){.mean = NAN, .se = NAN};
  for (size_t i = 0; i < e->group->members; i++) {
    e->value[i] = part_of(e, &e->group->member[i], part);
    e->domain[i] = nutri__is_in(&e->group->member[i], row) && !isnan(e->value[i]);
  }
  return nutri__survey_mean(&e->design, e->weight, e->value, e->domain, e->room, out);
}

/* Names the stratum that has one sampling unit: no variance can be told from it. */
static void refuse_stratum(const struct estimate *e, struct nutri__group_row *out, size_t stratum) {
  const struct nutri__group *g = e->group;
  size_t who = e->design.person[stratum];
  int survey = who < g->members ? g->member[who].survey : g->unit[who - g->members].survey;
  int64_t code = who < g->members ? g->member[who].stratum : g->unit[who - g->members].stratum;
  char text[GROUP_TEXT_MAX];

  sqlite3_snprintf(sizeof text, text, "stratum %lld of %s has a single sampling unit",
                   (long long)code, survey < 0 ? "no survey" : g->survey[survey].name);
  refuse_se(out, NUTRI_REASON_ONE_PSU, text);
}

static void fill_means(struct estimate *e, struct nutri__group_row *out) {
  struct nutri__survey_mean mean;
  nutri_group *row = &out->row;
  enum nutri__stats status;

  row->mean = row->mean_se = row->mean_supplement = row->mean_medicine = NAN;
  row->first_day_mean = row->first_day_se = NAN;
  if (row->persons == 0)
    return;
  (void)mean_of(e, out, SUPPLEMENT, &mean);
  row->mean_supplement = mean.mean;
  (void)mean_of(e, out, MEDICINE, &mean);
  row->mean_medicine = mean.mean;
  (void)mean_of(e, out, FIRST_DAY, &mean);
  row->first_day_mean = mean.mean;
  row->first_day_se = row->persons > 1 ? mean.se : (double)NAN;
  status = mean_of(e, out, INTAKE, &mean);
  row->mean = mean.mean;
  row->mean_se = row->persons > 1 ? mean.se : (double)NAN;
  row->df = (int)mean.df;
  if (row->persons == 1)
    refuse_se(out, NUTRI_REASON_ONE_PERSON, "one person is no group");
  else if (status == NUTRI__STATS_ONE_PSU)
    refuse_stratum(e, out, e->design.at);
  else if (status != NUTRI__STATS_OK)
    refuse_se(out, reason_of(status), nutri__stats_text(status));
}

static void fill_nrc(struct estimate *e, struct nutri__group_row *out) {
  struct nutri__nrc nrc;
  nutri_group *row = &out->row;
  enum nutri__stats status = nutri__fit_nrc(&e->fit, out, &nrc, row->nrc_percentile);

  row->within_sd = sqrt(nrc.ms_within);
  row->between_sd = sqrt(nrc.var_between);
  row->variance_ratio = nrc.var_between > 0.0 ? nrc.ms_within / nrc.var_between : (double)NAN;
  row->within_cv_percent = nrc.mean > 0.0 ? 100.0 * row->within_sd / nrc.mean : (double)NAN;
  if (e->fit.is_nci || row->persons < 2)
    return;
  for (int i = 0; i < NUTRI_GROUP_PERCENTILES; i++)
    row->percentile[i] = row->nrc_percentile[i];
  row->usual_mean = row->mean;
  if (status != NUTRI__STATS_OK)
    refuse(out, reason_of(status), nutri__stats_text(status));
  else if (!(nrc.var_between > 0.0))
    refuse(out, NUTRI_REASON_NO_BETWEEN,
           "persons differ by no more than their days do: everybody gets the mean");
}

/* ---- usual intakes ------------------------------------------------------------------------- */

/* The number of a row that a figure is, and its standard error. */
static double *number_of(nutri_group *row, int figure, double **se) {
  switch (figure) {
  case FIT_USUAL_MEAN:
    *se = &row->usual_mean_se;
    return &row->usual_mean;
  case FIT_BELOW_EAR:
    *se = &row->below_ear_se;
    return &row->below_ear;
  case FIT_INADEQUATE:
    *se = &row->inadequate_se;
    return &row->inadequate;
  case FIT_ABOVE_UPPER:
    *se = &row->above_upper_se;
    return &row->above_upper;
  case FIT_ABOVE_AI:
    *se = &row->above_ai_se;
    return &row->above_ai;
  default:
    *se = &row->percentile_se[figure - FIT_PERCENTILE];
    return &row->percentile[figure - FIT_PERCENTILE];
  }
}

/* Whether less is known of anybody whom the row's models were made of than a share needs. */
static bool is_little_known(const struct estimate *e, const struct nutri__group_row *out) {
  for (int sex = 0; sex < GROUP_SEXES; sex++) {
    struct nutri__known known = {0};
    bool is_of_row = false;

    for (size_t i = 0; i < e->group->members; i++) {
      const struct nutri__member *m = &e->group->member[i];

      if (m->sex != sex || !(m->weight > 0.0))
        continue;
      nutri__known_add(&known, &m->known);
      is_of_row |= nutri__is_in(m, out);
    }
    if (is_of_row && nutri__known_share(&known) < NUTRI__COVERAGE)
      return true;
  }
  return out->row.known_share < NUTRI__COVERAGE;
}

/* Of little that is known the mean is a lower bound, and no more is said. */
static void drop_usual(nutri_group *row) {
  for (int i = 0; i < FIT_FIGURES; i++) {
    double *se;
    double *number = number_of(row, i, &se);

    if (i != FIT_ABOVE_UPPER)
      *number = NAN;
  }
}

static void judge_shares(const struct estimate *e, struct nutri__group_row *out) {
  nutri_group *row = &out->row;
  char text[GROUP_TEXT_MAX];

  if (row->persons == 0)
    return;
  if (is_little_known(e, out)) {
    sqlite3_snprintf(sizeof text, text,
                     "less than 90 %% of the diet is known (%.1f %%): means are lower bounds",
                     floor(1000.0 * row->known_share) / 10.0);
    refuse(out, NUTRI_REASON_LOW_COVERAGE, text);
  }
  if (!e->fit.is_nci)
    refuse(out, NUTRI_REASON_NRC, "the NRC method is a check: it tells no prevalence");
  if (row->persons_no_ear == row->persons && isnan(row->above_ai))
    refuse(out, NUTRI_REASON_NO_EAR,
           "no average requirement (EAR) from the persons' authority for their sex and age");
  if (row->reason == NUTRI_REASON_LOW_COVERAGE)
    drop_usual(row);
}

static void fill_usual(struct estimate *e, struct nutri__group_row *out) {
  nutri_group *row = &out->row;
  double figure[FIT_FIGURES];
  const struct nutri__model *m;
  int models = 0;

  row->lambda = row->model_within_sd = row->model_between_sd = NAN;
  nutri__fit_row(&e->fit, out, e->fit.base, figure);
  for (int i = 0; i < FIT_FIGURES; i++) {
    double *se;
    double *number = number_of(row, i, &se);

    *se = NAN;
    *number = row->persons > 1 || i == FIT_ABOVE_UPPER ? figure[i] : (double)NAN;
  }
  judge_model(e, out);
  m = nutri__fit_model_of(&e->fit, out, &models);
  if (models == 1 && e->fit.is_nci && m->full_status == NUTRI__STATS_OK) {
    row->lambda = m->full.lambda;
    row->model_within_sd = sqrt(m->full.var_within);
    row->model_between_sd = sqrt(m->full.var_between);
  }
  for (int sex = 0; sex < GROUP_SEXES; sex++) {
    m = &e->fit.model[sex];
    if (m->recalls.persons > 0 && m->full_status == NUTRI__STATS_OK && e->fit.is_nci)
      row->has_weekend |= m->full.column[2] == NUTRI__COLUMN_USED;
  }
}

/* ---- standard errors ----------------------------------------------------------------------- */

static double *estimates_of(const struct estimate *e, size_t row, int figure) {
  return e->estimate + ((row * FIT_FIGURES) + (size_t)figure) * e->replicates;
}

/* All rows once more under other weights. */
static void replicate(struct estimate *e, size_t at) {
  double figure[FIT_FIGURES];

  if (e->fit.is_nci)
    nutri__fit_models(&e->fit, e->other, true);
  for (size_t r = 0; r < e->rows; r++) {
    nutri__fit_row(&e->fit, &e->row[r], e->other, figure);
    for (int i = 0; i < FIT_FIGURES; i++)
      estimates_of(e, r, i)[at] = figure[i];
  }
}

static void take_variances(struct estimate *e) {
  for (size_t r = 0; r < e->rows; r++) {
    nutri_group *row = &e->row[r].row;

    for (int i = 0; i < FIT_FIGURES; i++) {
      const double *estimate = estimates_of(e, r, i);
      size_t refused = 0;
      double *se;
      double full = *number_of(row, i, &se);

      if (isnan(full))
        continue;
      *se =
          sqrt(e->group->has_design ? nutri__jackknife_variance(&e->design, full, estimate)
                                    : nutri__bootstrap_variance(e->replicates, estimate, &refused));
      if (isnan(*se))
        refuse_se(&e->row[r], NUTRI_REASON_NO_BETWEEN,
                  "without one of the sampling units the model has no answer");
      if ((int)refused > row->replicates_refused)
        row->replicates_refused = (int)refused;
    }
    row->se_method = e->group->has_design ? "jackknife" : "bootstrap";
    row->replicates = (int)e->replicates;
    row->seed = e->group->has_design ? 0 : e->query->seed;
  }
}

static bool wants_replicates(const struct estimate *e) {
  if ((e->query->flags & NUTRI_GROUP_NO_SE) != 0 || e->group->members < 2 || !e->fit.is_nci)
    return false;
  if (e->design_status != NUTRI__STATS_OK)
    return false; /* said with the mean */
  for (size_t r = 0; r < e->rows; r++)
    if (!isnan(e->row[r].row.usual_mean))
      return true;
  return false;
}

static int fill_errors(struct estimate *e) {
  struct nutri__random random;

  if (!wants_replicates(e))
    return NUTRI_OK;
  e->replicates = e->group->has_design       ? e->design.psus
                  : e->query->replicates > 0 ? (size_t)e->query->replicates
                                             : REPLICATES;
  e->estimate = nutri__fit_take(&e->fit, e->rows * FIT_FIGURES * e->replicates, sizeof(double));
  if (e->estimate == NULL)
    return nutri__fail(e->db, NUTRI_ENOMEM, "out of memory");
  nutri__random_seed(&random, e->query->seed);
  for (size_t r = 0; r < e->replicates; r++) {
    if (e->group->has_design)
      nutri__jackknife_weights(&e->design, e->weight, r, e->other);
    else
      nutri__bootstrap_weights(&random, e->group->members, e->weight, e->other, e->fit.order);
    replicate(e, r);
  }
  take_variances(e);
  return NUTRI_OK;
}

/* ---- all of it ----------------------------------------------------------------------------- */

static int estimate(struct estimate *e) {
  if (!nutri__fit_begin(&e->fit) || !begin_design(e))
    return nutri__fail(e->db, NUTRI_ENOMEM, "out of memory");
  if (e->fit.is_nci)
    nutri__fit_models(&e->fit, e->fit.base, false);
  for (size_t r = 0; r < e->rows; r++) {
    count_row(e, &e->row[r]);
    fill_means(e, &e->row[r]);
    fill_usual(e, &e->row[r]);
    fill_nrc(e, &e->row[r]);
    judge_shares(e, &e->row[r]);
  }
  return fill_errors(e);
}

int nutri__group_estimate(nutri *db, const nutri_group_query *query,
                          const struct nutri__group *group, struct nutri__group_row *rows,
                          size_t count) {
  struct estimate e = {.db = db,
                       .query = query,
                       .group = group,
                       .row = rows,
                       .rows = count,
                       .fit = {.group = group,
                               .with_supplements = (query->flags & NUTRI_GROUP_SUPPLEMENTS) != 0,
                               .is_nci = query->method == NUTRI_NCI}};
  int rc = estimate(&e);

  nutri__fit_free(&e.fit);
  return rc;
}
