/* SPDX-License-Identifier: MIT */
/* The models of a group and what its rows are under some weights: of everybody, or of a replicate.
 */
#ifndef NUTRI_GROUP_FIT_H
#define NUTRI_GROUP_FIT_H

#include "group.h"

#define FIT_AGES_MAX 32 /* age groups, and one of unknown age */

/* The figures of a row that have standard errors by replicates. */
enum nutri__figure {
  FIT_USUAL_MEAN,
  FIT_PERCENTILE,
  FIT_BELOW_EAR = FIT_PERCENTILE + NUTRI_GROUP_PERCENTILES,
  FIT_INADEQUATE,
  FIT_ABOVE_UPPER,
  FIT_ABOVE_AI,
  FIT_FIGURES
};

/* The persons of one sex. */
struct nutri__model {
  struct nutri__recalls recalls;
  struct nutri__nci fit; /* under the weights of the last nutri__fit_models() */
  enum nutri__stats status;
  struct nutri__nci full; /* under everybody's own */
  enum nutri__stats full_status;
  size_t *who; /* members of the group */
  size_t *first;
  double *amount;
  unsigned char *repeat;
  unsigned char *weekend;
  double *covariate;
  double *weight;
  double *added;
  double *cutoff;
  void *space;
  void *room;
};

struct nutri__fit {
  const struct nutri__group *group;
  bool with_supplements;
  bool is_nci;
  struct nutri__model model[GROUP_SEXES];
  double *base;   /* members: their own weights */
  double *weight; /* members: room for others */
  double *value;
  double *level;
  double *adjusted;
  size_t *order;
  size_t *first;
  void *block[64];
  size_t blocks;
  bool no_memory;
};

/* Takes the memory of all: false where there is none. */
bool nutri__fit_begin(struct nutri__fit *f);
void nutri__fit_free(struct nutri__fit *f);
/* Memory that lives as long as the fit. */
void *nutri__fit_take(struct nutri__fit *f, size_t count, size_t size);
/* Fits each sex under weights of the members; a replicate starts at the full fit. */
void nutri__fit_models(struct nutri__fit *f, const double *weight, bool is_replicate);
/* The figures of a row (FIT_FIGURES of them), by the models as they are now. */
void nutri__fit_row(struct nutri__fit *f, const struct nutri__group_row *row, const double *weight,
                    double *figure);
/* The model that a row is of, the refused one of several; *models = how many it is of. */
const struct nutri__model *nutri__fit_model_of(const struct nutri__fit *f,
                                               const struct nutri__group_row *row, int *models);
enum nutri__stats nutri__fit_nrc(struct nutri__fit *f, const struct nutri__group_row *row,
                                 struct nutri__nrc *out, double *percentiles);
bool nutri__is_in(const struct nutri__member *member, const struct nutri__group_row *row);

#endif
