/* SPDX-License-Identifier: MIT */
/* The models of a group, one for each sex, and the usual intakes of its rows under some weights. */
#include <math.h>
#include <string.h>

#include "group_fit.h"

static const double level[NUTRI_GROUP_PERCENTILES] = {0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95};

/* ---- memory -------------------------------------------------------------------------------- */

void *nutri__fit_take(struct nutri__fit *f, size_t count, size_t size) {
  void *block = NULL;

  if (f->blocks < sizeof f->block / sizeof f->block[0])
    block = sqlite3_malloc64(count * size + 8);
  if (block == NULL) {
    f->no_memory = true;
    return NULL;
  }
  f->block[f->blocks++] = block;
  return block;
}

void nutri__fit_free(struct nutri__fit *f) {
  while (f->blocks > 0)
    sqlite3_free(f->block[--f->blocks]);
}

#define TAKE(f, array, count) ((array) = nutri__fit_take(f, count, sizeof *(array)))

/* ---- the models ---------------------------------------------------------------------------- */

static bool is_taken(struct nutri__fit *f, struct nutri__model *m, size_t days) {
  TAKE(f, m->who, m->recalls.persons + 1);
  TAKE(f, m->first, m->recalls.persons + 1);
  TAKE(f, m->amount, days + 1);
  TAKE(f, m->repeat, days + 1);
  TAKE(f, m->weekend, days + 1);
  TAKE(f, m->weight, m->recalls.persons + 1);
  TAKE(f, m->added, m->recalls.persons + 1);
  TAKE(f, m->cutoff, m->recalls.persons + 1);
  TAKE(f, m->covariate, m->recalls.persons * m->recalls.covariates + 1);
  return !f->no_memory;
}

/* One column for each age group but the first that somebody is of. */
static void number_ages(const struct nutri__group *g, int sex, size_t *column, size_t *count) {
  bool is_first = true;

  *count = 0;
  for (size_t age = 0; age <= g->ages && age < FIT_AGES_MAX; age++) {
    bool is_present = false;

    column[age] = SIZE_MAX;
    for (size_t i = 0; i < g->members && !is_present; i++)
      is_present = g->member[i].sex == sex && g->member[i].age == age && g->member[i].weight > 0.0;
    if (is_present && !is_first)
      column[age] = (*count)++;
    if (is_present)
      is_first = false;
  }
}

static void fill_model(const struct nutri__fit *f, struct nutri__model *m, int sex,
                       const size_t *column) {
  const struct nutri__group *g = f->group;
  size_t day = 0;
  size_t at = 0;
  size_t to = 0;

  for (size_t i = 0; i < g->members; day += g->member[i++].days) {
    const struct nutri__member *person = &g->member[i];
    double *x = m->covariate + at * m->recalls.covariates;

    if (person->sex != sex)
      continue;
    m->who[at] = i;
    m->first[at] = to;
    m->added[at] = person->supplement;
    for (size_t c = 0; c < m->recalls.covariates; c++)
      x[c] = column[person->age] == c ? 1.0 : 0.0;
    memcpy(m->amount + to, g->amount + day, person->days * sizeof *m->amount);
    memcpy(m->repeat + to, g->repeat + day, person->days);
    memcpy(m->weekend + to, g->weekend + day, person->days);
    to += person->days;
    at++;
  }
  m->first[at] = to;
}

static void make_model(struct nutri__fit *f, int sex) {
  const struct nutri__group *g = f->group;
  struct nutri__model *m = &f->model[sex];
  size_t column[FIT_AGES_MAX];
  size_t days = 0;

  for (size_t i = 0; i < g->members; i++)
    if (g->member[i].sex == sex) {
      m->recalls.persons++;
      days += g->member[i].days;
    }
  m->status = NUTRI__STATS_NOBODY;
  if (m->recalls.persons == 0)
    return;
  number_ages(g, sex, column, &m->recalls.covariates);
  if (!is_taken(f, m, days))
    return;
  fill_model(f, m, sex, column);
  m->recalls.first = m->first;
  m->recalls.amount = m->amount;
  m->recalls.repeat = m->repeat;
  m->recalls.weekend = g->is_weekend_known ? m->weekend : NULL;
  m->recalls.weight = m->weight;
  m->recalls.covariate = m->recalls.covariates > 0 ? m->covariate : NULL;
  m->space = nutri__fit_take(f, nutri__nci_space(&m->recalls), 1);
  m->room = nutri__fit_take(f, nutri__usual_space(&m->recalls), 1);
}

/* Of all of the model's persons, or of those in a row. */
static double set_weights(const struct nutri__fit *f, struct nutri__model *m, const double *weight,
                          const struct nutri__group_row *row) {
  double sum = 0.0;

  for (size_t i = 0; i < m->recalls.persons; i++) {
    size_t who = m->who[i];

    m->weight[i] = row == NULL || nutri__is_in(&f->group->member[who], row) ? weight[who] : 0.0;
    sum += m->weight[i];
  }
  return sum;
}

bool nutri__is_in(const struct nutri__member *member, const struct nutri__group_row *row) {
  return (row->sex < 0 || member->sex == row->sex) &&
         (row->age == SIZE_MAX || member->age == row->age);
}

bool nutri__fit_begin(struct nutri__fit *f) {
  size_t members = f->group->members;

  TAKE(f, f->base, members + 1);
  TAKE(f, f->weight, members + 1);
  TAKE(f, f->value, members + 1);
  TAKE(f, f->level, members + 1);
  TAKE(f, f->adjusted, members + 1);
  TAKE(f, f->order, members + 1);
  TAKE(f, f->first, members + 1);
  for (int sex = 0; sex < GROUP_SEXES && !f->no_memory; sex++)
    make_model(f, sex);
  if (f->no_memory)
    return false;
  f->first[0] = 0;
  for (size_t i = 0; i < members; i++) {
    f->base[i] = f->group->member[i].weight;
    f->first[i + 1] = f->first[i] + f->group->member[i].days;
  }
  return true;
}

void nutri__fit_models(struct nutri__fit *f, const double *weight, bool is_replicate) {
  for (int sex = 0; sex < GROUP_SEXES; sex++) {
    struct nutri__model *m = &f->model[sex];
    const struct nutri__nci_options near = {.start = &m->full};

    if (m->recalls.persons == 0 || (is_replicate && m->full_status != NUTRI__STATS_OK))
      continue;
    set_weights(f, m, weight, NULL);
    m->status = nutri__nci_fit(&m->recalls, is_replicate ? &near : NULL, m->space, &m->fit);
    if (!is_replicate) {
      m->full = m->fit;
      m->full_status = m->status;
    }
  }
}

/* ---- a row's usual intakes ----------------------------------------------------------------- */

enum cutoff { NO_CUTOFF, EAR, AI, UPPER };

static double cutoff_of(const struct nutri__group *g, const struct nutri__member *m,
                        enum cutoff kind) {
  const struct nutri__need *need = &g->need[m->need];

  switch (kind) {
  case EAR:
    return need->ear;
  case AI:
    return need->ai;
  case UPPER:
    return need->upper_counts_all ? need->upper : (double)NAN;
  default:
    return (double)NAN;
  }
}

/* What a row is made of: the distributions of its sexes. */
struct mixture {
  struct nutri__usual usual[GROUP_SEXES];
  double weight[GROUP_SEXES]; /* of the persons; of those with the cut-off */
  double judged[GROUP_SEXES];
  bool is_whole; /* each of its sexes has a model */
};

static void mix(struct nutri__fit *f, const struct nutri__group_row *row, const double *weight,
                enum cutoff kind, struct mixture *out) {
  out->is_whole = true;
  for (int sex = 0; sex < GROUP_SEXES; sex++) {
    struct nutri__model *m = &f->model[sex];

    out->judged[sex] = 0.0;
    out->weight[sex] = m->recalls.persons == 0 ? 0.0 : set_weights(f, m, weight, row);
    if (out->weight[sex] <= 0.0)
      continue;
    if (m->status != NUTRI__STATS_OK) {
      out->is_whole = false;
      return;
    }
    for (size_t i = 0; i < m->recalls.persons; i++) {
      m->cutoff[i] = cutoff_of(f->group, &f->group->member[m->who[i]], kind);
      if (!isnan(m->cutoff[i]))
        out->judged[sex] += m->weight[i];
    }
    nutri__usual_prepare(&m->fit, &m->recalls, f->with_supplements ? m->added : NULL, m->cutoff,
                         m->room, &out->usual[sex]);
  }
}

/* The mean of a figure of each sex. */
static double averaged(const struct mixture *mixture, const double *weight,
                       double (*figure)(const struct nutri__usual *usual)) {
  double sum = 0.0;
  double all = 0.0;

  for (int sex = 0; sex < GROUP_SEXES; sex++)
    if (weight[sex] > 0.0) {
      sum += weight[sex] * figure(&mixture->usual[sex]);
      all += weight[sex];
    }
  return all > 0.0 ? sum / all : (double)NAN;
}

static double cdf(const struct mixture *mixture, double c) {
  double sum = 0.0;
  double all = 0.0;

  for (int sex = 0; sex < GROUP_SEXES; sex++)
    if (mixture->weight[sex] > 0.0) {
      sum += mixture->weight[sex] * nutri__usual_cdf(&mixture->usual[sex], c);
      all += mixture->weight[sex];
    }
  return sum / all;
}

/* A percentile of a mixture lies between those of its parts. */
static double percentile(const struct mixture *mixture, double p) {
  double low = INFINITY;
  double high = -INFINITY;

  for (int sex = 0; sex < GROUP_SEXES; sex++)
    if (mixture->weight[sex] > 0.0) {
      double at = nutri__usual_percentile(&mixture->usual[sex], p);

      low = fmin(low, at);
      high = fmax(high, at);
    }
  for (int i = 0; i < 100 && high - low > 1e-9 * fabs(high); i++) {
    double middle = 0.5 * (low + high);

    if (cdf(mixture, middle) < p)
      low = middle;
    else
      high = middle;
  }
  return 0.5 * (low + high);
}

/* Full probability needs the CV of the requirement beside the distribution. */
static double inadequate(const struct mixture *mixture, double cv) {
  double sum = 0.0;
  double all = 0.0;

  for (int sex = 0; sex < GROUP_SEXES; sex++)
    if (mixture->judged[sex] > 0.0) {
      sum += mixture->judged[sex] * nutri__usual_inadequate(&mixture->usual[sex], cv);
      all += mixture->judged[sex];
    }
  return all > 0.0 && !isnan(cv) ? sum / all : (double)NAN;
}

/* The share above the UL: of doses, and of usual intakes where it counts all. */
static double above_upper(struct nutri__fit *f, const struct nutri__group_row *row,
                          const double *weight) {
  struct mixture mixture;
  double doses = 0.0;
  double all = 0.0;
  double share = 0.0;

  for (size_t i = 0; i < f->group->members; i++) {
    const struct nutri__member *m = &f->group->member[i];
    const struct nutri__need *need = &f->group->need[m->need];
    bool counts = nutri__is_in(m, row) && !need->upper_counts_all && !isnan(need->upper);

    f->value[i] = counts ? m->supplement + m->medicine : (double)NAN;
    f->level[i] = need->upper;
    doses += counts ? weight[i] : 0.0;
    all += nutri__is_in(m, row) && need->upper_counts_all && !isnan(need->upper) ? weight[i] : 0.0;
  }
  if (doses > 0.0)
    share += doses * nutri__share_above(f->group->members, weight, f->value, f->level);
  if (all > 0.0) {
    mix(f, row, weight, UPPER, &mixture);
    share += mixture.is_whole && f->is_nci
                 ? all * (1.0 - averaged(&mixture, mixture.judged, nutri__usual_below))
                 : (double)NAN;
  }
  return doses + all > 0.0 ? share / (doses + all) : (double)NAN;
}

static bool has_ai(const struct nutri__group *g) {
  for (size_t i = 0; i < g->needs; i++)
    if (!isnan(g->need[i].ai))
      return true;
  return false;
}

void nutri__fit_row(struct nutri__fit *f, const struct nutri__group_row *row, const double *weight,
                    double *figure) {
  struct mixture mixture;

  for (int i = 0; i < FIT_FIGURES; i++)
    figure[i] = NAN;
  figure[FIT_ABOVE_UPPER] = above_upper(f, row, weight);
  if (!f->is_nci)
    return;
  if (has_ai(f->group)) {
    mix(f, row, weight, AI, &mixture);
    if (mixture.is_whole)
      figure[FIT_ABOVE_AI] = 1.0 - averaged(&mixture, mixture.judged, nutri__usual_below);
  }
  mix(f, row, weight, EAR, &mixture);
  if (!mixture.is_whole || !(mixture.weight[0] + mixture.weight[1] + mixture.weight[2] > 0.0))
    return;
  figure[FIT_USUAL_MEAN] = averaged(&mixture, mixture.weight, nutri__usual_mean);
  for (int i = 0; i < NUTRI_GROUP_PERCENTILES; i++)
    figure[FIT_PERCENTILE + i] = percentile(&mixture, level[i]);
  figure[FIT_BELOW_EAR] = averaged(&mixture, mixture.judged, nutri__usual_below);
  figure[FIT_INADEQUATE] = inadequate(&mixture, f->group->cv);
}

const struct nutri__model *nutri__fit_model_of(const struct nutri__fit *f,
                                               const struct nutri__group_row *row, int *models) {
  const struct nutri__model *found = NULL;

  *models = 0;
  for (int sex = 0; sex < GROUP_SEXES; sex++)
    for (size_t i = 0; i < f->group->members; i++) {
      const struct nutri__member *m = &f->group->member[i];

      if (m->sex == sex && m->weight > 0.0 && nutri__is_in(m, row)) {
        ++*models;
        if (found == NULL || f->model[sex].full_status != NUTRI__STATS_OK)
          found = &f->model[sex];
        break;
      }
    }
  return found;
}

/* ---- the NRC method ------------------------------------------------------------------------ */

enum nutri__stats nutri__fit_nrc(struct nutri__fit *f, const struct nutri__group_row *row,
                                 struct nutri__nrc *out, double *percentiles) {
  const struct nutri__group *g = f->group;
  const struct nutri__recalls recalls = {
      .persons = g->members, .weight = f->weight, .first = f->first, .amount = g->amount};
  enum nutri__stats status;
  size_t count = 0;

  for (size_t i = 0; i < g->members; i++)
    f->weight[i] = nutri__is_in(&g->member[i], row) ? f->base[i] : 0.0;
  status = nutri__nrc(&recalls, f->adjusted, out);
  for (int i = 0; i < NUTRI_GROUP_PERCENTILES; i++)
    percentiles[i] = NAN;
  if (status != NUTRI__STATS_OK)
    return status;
  for (size_t i = 0; i < g->members; i++)
    if (f->weight[i] > 0.0 && !isnan(f->adjusted[i])) {
      f->value[count] = f->adjusted[i] + (f->with_supplements ? g->member[i].supplement : 0.0);
      f->level[count++] = f->weight[i];
    }
  for (int i = 0; i < NUTRI_GROUP_PERCENTILES; i++)
    percentiles[i] = nutri__percentile(count, f->value, f->level, level[i], f->order);
  return status;
}
