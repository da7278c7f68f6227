/* SPDX-License-Identifier: MIT */
/* Supplements and medicines: what a label makes, and upper limits held against it. science.md 1, 5.
 */
#include "support.h"

#define MG NUTRI_MAGNESIUM
#define ZINC INT64_C(1095)
#define VITAMIN_D INT64_C(1114)
#define DAY "2026-11-16"

static nutri_label label_of(int64_t nutrient, double amount, const char *unit, const char *compound,
                            int reading) {
  nutri_label label = NUTRI_INIT(nutri_label);

  label.nutrient_id = nutrient;
  label.amount = amount;
  label.unit = unit;
  label.compound = compound;
  label.reading = reading;
  return label;
}

static nutri_product product_of(const char *name, int kind, const char *unit) {
  nutri_product product = NUTRI_INIT(nutri_product);

  product.name = name;
  product.kind = kind;
  product.unit = unit;
  return product;
}

static int64_t add_product(const char *name, int kind, const char *unit, const nutri_label *label) {
  nutri_product product = product_of(name, kind, unit);
  int64_t id = 0;

  OK(nutri_product_add(db, &product, label, 1, &id));
  return id;
}

static double held(int64_t food_id, int64_t nutrient) {
  return sql_number("SELECT amount FROM food_nutrient WHERE food_id = %lld AND nutrient_id = %lld",
                    (long long)food_id, (long long)nutrient);
}

static void schedule(const char *person, int64_t food, double amount, const char *measure,
                     const char *from, const char *to) {
  nutri_schedule dose = NUTRI_INIT(nutri_schedule);

  dose.person = person;
  dose.food_id = food;
  dose.amount = amount;
  dose.measure = measure;
  dose.from = from;
  dose.to = to;
  OK(nutri_schedule_add(db, &dose, NULL));
}

/* ---- compounds ------------------------------------------------------------------------------ */

/* The 28 of mg_compounds.csv, each as it stands there. */
START_TEST(compounds_of_the_file) {
  const char *path = shared_file("reference/mg_compounds.csv");
  char line[400];
  char *fields[4];
  FILE *file;
  int rows = 0;

  if (path == NULL) {
    skipped("reference/mg_compounds.csv is not here");
    return;
  }
  file = fopen(path, "r");
  ck_assert_ptr_nonnull(file);
  ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
  while (fgets(line, sizeof line, file) != NULL) {
    ck_assert_int_eq(csv_fields(line, fields, 4), 4);
    rows++;
    NEAR(sql_number("SELECT elemental_percent FROM compound WHERE compound_id = %d", rows),
         atof(fields[3]), 1e-9);
    NEAR(sql_number("SELECT molar_mass FROM compound WHERE compound_id = %d", rows),
         atof(fields[1]), 1e-9);
    ck_assert_int_eq(sql_int("SELECT atoms FROM compound WHERE compound_id = %d", rows),
                     atoi(fields[2]));
  }
  fclose(file);
  ck_assert_int_eq(rows, 28);
}
END_TEST

/* All 30, from their formula mass; Mg 24.305 (IUPAC). */
START_TEST(compounds_are_their_formula) {
  ck_assert_int_eq(sql_int("SELECT count(*) FROM compound"), 30);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM compound"
                           " WHERE abs(100.0 * atoms * 24.305 / molar_mass - elemental_percent)"
                           " > 0.0051 OR source = '' OR nutrient_id <> 1090"),
                   0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM compound_name n"
                           " WHERE NOT EXISTS (SELECT 1 FROM compound c"
                           " WHERE c.compound_id = n.compound_id)"),
                   0);
}
END_TEST

/* What a name on a label means: science.md 5. */
static const struct {
  const char *name;
  int count;
  double percent; /* of the richest */
} names[] = {
    {"magnesium oxide", 1, 60.30},
    {"MAGNESIUM Oxide", 1, 60.30},
    {"oxide", 1, 60.30},
    {"magnesium citrate", 1, 16.16},
    {"magnesium glycinate", 1, 14.10},
    {"magnesium bisglycinate", 1, 14.10},
    {"magnesium hydroxide", 1, 41.68},
    {"magnesium trisilicate", 1, 18.63},
    {"basic magnesium carbonate", 1, 25.02},
    {"magnesium carbonate", 2, 28.83},
    {"magnesium chloride", 2, 25.53},
    {"Epsom salt", 1, 9.86},
    {"magnesium sulphate", 2, 20.19},
    {"unobtainium", 0, 0},
    {NULL, 30, 60.30},
};

START_TEST(compound_names) {
  nutri_compound compound = NUTRI_INIT(nutri_compound);
  nutri_cursor *cursor = NULL;
  int count = 0;
  int rc;

  OK(nutri_compound_list(db, names[_i].name, &cursor));
  while ((rc = nutri_compound_next(cursor, &compound)) == NUTRI_ROW) {
    ck_assert_int_eq(compound.nutrient_id, MG);
    ck_assert_ptr_nonnull(compound.source);
    if (count++ == 0)
      NEAR(compound.elemental_percent, names[_i].percent, 1e-9);
  }
  ck_assert_int_eq(rc, NUTRI_OK);
  ck_assert_int_eq(count, names[_i].count);
  nutri_cursor_close(cursor);
}
END_TEST

/* ---- what a label makes --------------------------------------------------------------------- */

static const struct {
  int kind;
  const char *unit;
  double amount;
  const char *label_unit;
  double per;
  const char *compound;
  int reading;
  double value; /* magnesium in one unit, or in 100 ml */
} labels[] = {
    /* science.md 5: the oxide's 500 mg are 301.5 mg; the same as elemental are 500. */
    {NUTRI_SUPPLEMENT, "tablet", 500, "mg", 0, "magnesium oxide", NUTRI_READ_COMPOUND, 301.5},
    {NUTRI_SUPPLEMENT, "tablet", 500, "mg", 0, "magnesium oxide", NUTRI_READ_ELEMENTAL, 500},
    {NUTRI_SUPPLEMENT, "tablet", 500, "mg", 0, "magnesium oxide", NUTRI_READ_AS_KIND, 500},
    {NUTRI_SUPPLEMENT, "tablet", 500, NULL, 0, NULL, NUTRI_READ_AS_KIND, 500},
    {NUTRI_SUPPLEMENT, NULL, 0.5, "g", 0, "oxide", NUTRI_READ_COMPOUND, 301.5},
    {NUTRI_SUPPLEMENT, "sachet", 500000, "mcg", 0, "oxide", NUTRI_READ_COMPOUND, 301.5},
    /* Two capsules a serving. */
    {NUTRI_SUPPLEMENT, "capsule", 200, "mg", 2, NULL, NUTRI_READ_ELEMENTAL, 100},
    /* A compound that is only named need not be known, nor be one alone. */
    {NUTRI_SUPPLEMENT, "tablet", 100, "mg", 0, "magnesium unobtainate", NUTRI_READ_AS_KIND, 100},
    {NUTRI_SUPPLEMENT, "tablet", 100, "mg", 0, "magnesium carbonate", NUTRI_READ_ELEMENTAL, 100},
    /* Drug Facts: magnesium hydroxide 400 mg per 5 mL is 166.7 mg. */
    {NUTRI_MEDICINE, "ml", 400, "mg", 5, "magnesium hydroxide", NUTRI_READ_AS_KIND, 166.72 * 20},
    {NUTRI_MEDICINE, "ml", 400, "mg", 5, "magnesium hydroxide", NUTRI_READ_COMPOUND, 166.72 * 20},
    {NUTRI_MEDICINE, "ml", 400, "mg", 5, "magnesium hydroxide", NUTRI_READ_ELEMENTAL, 8000},
    {NUTRI_MEDICINE, "tablet", 200, "mg", 0, NULL, NUTRI_READ_ELEMENTAL, 200},
    {NUTRI_MEDICINE, "tablet", 1000, "mg", 0, "basic magnesium carbonate", NUTRI_READ_AS_KIND,
     250.2},
    /* 1 mmol = 24.305 mg = 2 mEq: of magnesium itself, also in a medicine. */
    {NUTRI_MEDICINE, "sachet", 10, "mmol", 0, NULL, NUTRI_READ_AS_KIND, 243.05},
    {NUTRI_MEDICINE, "sachet", 20, "mEq", 0, NULL, NUTRI_READ_AS_KIND, 243.05},
    {NUTRI_MEDICINE, "sachet", 10, "mmol", 0, "magnesium aspartate", NUTRI_READ_ELEMENTAL, 243.05},
    /* A powder: 3 g of citrate in 5 g of it. */
    {NUTRI_SUPPLEMENT, "g", 3, "g", 5, "magnesium citrate", NUTRI_READ_COMPOUND, 9696},
    {NUTRI_SUPPLEMENT, "tablet", 0, "mg", 0, NULL, NUTRI_READ_AS_KIND, 0},
};

START_TEST(label_makes) {
  nutri_label label = label_of(MG, labels[_i].amount, labels[_i].label_unit, labels[_i].compound,
                               labels[_i].reading);
  nutri_label read = NUTRI_INIT(nutri_label);
  nutri_cursor *cursor = NULL;
  int64_t id;

  label.per = labels[_i].per;
  id = add_product("Thing", labels[_i].kind, labels[_i].unit, &label);
  NEAR(held(id, MG), labels[_i].value, 1e-9 * (1 + labels[_i].value));
  /* What the label said is kept beside it. */
  OK(nutri_product_labels(db, id, &cursor));
  ck_assert_int_eq(nutri_label_next(cursor, &read), NUTRI_ROW);
  ck_assert_int_eq(read.nutrient_id, MG);
  NEAR(read.amount, labels[_i].amount, 1e-12);
  NEAR(read.per, labels[_i].per == 0 ? 1 : labels[_i].per, 1e-12);
  ck_assert_int_ne(read.reading, NUTRI_READ_AS_KIND);
  if (labels[_i].reading != NUTRI_READ_AS_KIND)
    ck_assert_int_eq(read.reading, labels[_i].reading);
  ck_assert_int_eq(read.compound != NULL, labels[_i].compound != NULL);
  IS_NAN(read.daily_value_percent);
  ck_assert_int_eq(read.daily_value_year, 0);
  NEAR(read.value, held(id, MG), 1e-12 * (1 + read.value));
  ck_assert_str_eq(read.value_unit, "mg");
  ck_assert_int_eq(nutri_label_next(cursor, &read), NUTRI_OK);
  nutri_cursor_close(cursor);
}
END_TEST

/* US daily values: magnesium 420 mg since the 2016 rule (81 FR 33742), 400 before (21 CFR 101.9).
 */
static const struct {
  double percent;
  int year;
  double value;
} percents[] = {{24, 2018, 100.8}, {24, 2016, 100.8}, {25, 2015, 100}, {100, 1995, 400},
                {100, 2026, 420},  {0, 2020, 0},      {2.5, 2010, 10}};

START_TEST(daily_value_percent) {
  nutri_label label = label_of(MG, NAN, NULL, NULL, NUTRI_READ_AS_KIND);
  nutri_label read = NUTRI_INIT(nutri_label);
  nutri_cursor *cursor = NULL;
  int64_t id;

  label.daily_value_percent = percents[_i].percent;
  label.daily_value_year = percents[_i].year;
  id = add_product("Thing", _i % 2 == 0 ? NUTRI_SUPPLEMENT : NUTRI_MEDICINE, "tablet", &label);
  NEAR(held(id, MG), percents[_i].value, 1e-9);
  OK(nutri_product_labels(db, id, &cursor));
  ck_assert_int_eq(nutri_label_next(cursor, &read), NUTRI_ROW);
  IS_NAN(read.amount);
  ck_assert_ptr_null(read.unit);
  NEAR(read.daily_value_percent, percents[_i].percent, 1e-12);
  ck_assert_int_eq(read.daily_value_year, percents[_i].year);
  ck_assert_int_eq(read.reading, NUTRI_READ_ELEMENTAL);
  nutri_cursor_close(cursor);
}
END_TEST

/* An amount counts where the label has both. */
START_TEST(amount_beside_percent) {
  nutri_label label = label_of(MG, 100, "mg", NULL, NUTRI_READ_AS_KIND);
  int64_t id;
  int count = -1;

  label.daily_value_percent = 24;
  label.daily_value_year = 2018;
  id = add_product("Thing", NUTRI_SUPPLEMENT, "tablet", &label);
  NEAR(held(id, MG), 100, 1e-9);
  OK(nutri_check(db, &count, NULL, NULL));
  ck_assert_int_eq(count, 0);
}
END_TEST

/* Several nutrients; what the label does not name is unknown. */
START_TEST(several_nutrients) {
  const nutri_label several[] = {label_of(MG, 100, "mg", NULL, NUTRI_READ_AS_KIND),
                                 label_of(ZINC, 10, "mg", "zinc picolinate", NUTRI_READ_AS_KIND),
                                 label_of(VITAMIN_D, 1000, "IU", NULL, NUTRI_READ_AS_KIND)};
  nutri_product product = product_of(" Multi  1 ", NUTRI_SUPPLEMENT, "capsules");
  nutri_product read = NUTRI_INIT(nutri_product);
  int64_t id = 0;

  OK(nutri_product_add(db, &product, several, 3, &id));
  NEAR(held(id, MG), 100, 1e-9);
  NEAR(held(id, ZINC), 10, 1e-9);
  NEAR(held(id, VITAMIN_D), 25, 1e-9); /* 40 IU = 1 ug: IOM 2011 */
  ck_assert_int_eq(
      sql_int("SELECT count(*) FROM food_nutrient WHERE food_id = %lld", (long long)id), 3);
  OK(nutri_product_get(db, id, &read));
  ck_assert_int_eq(read.food_id, id);
  ck_assert_str_eq(read.name, "Multi 1");
  ck_assert_int_eq(read.kind, NUTRI_SUPPLEMENT);
  ck_assert_str_eq(read.unit, "capsules");
  ck_assert_int_eq(read.basis, NUTRI_PER_UNIT);
  NEAR(read.magnesium_mg, 100, 1e-9);
  ck_assert_int_eq(read.replaced_by, 0);
}
END_TEST

/* ---- what is refused ------------------------------------------------------------------------ */

static const struct {
  int kind;
  const char *name;
  const char *unit;
  nutri_label label;
  int code;
  const char *says;
} bad[] = {
    /* A medicine must say; there is no default. */
    {NUTRI_MEDICINE,
     "X",
     "tablet",
     {sizeof(nutri_label), MG, 400, "mg", 0, NULL, 0, NAN, 0, 0, 0, 0},
     NUTRI_EINVAL,
     "400 mg of what? A medicine's figure"},
    {NUTRI_MEDICINE,
     "X",
     "tablet",
     {sizeof(nutri_label), MG, 400, NULL, 0, NULL, 0, NAN, 0, 0, 0, 0},
     NUTRI_EINVAL,
     "say that it is elemental"},
    {NUTRI_MEDICINE,
     "X",
     "tablet",
     {sizeof(nutri_label), MG, 400, "mg", 0, "magnesium carbonate", 0, NAN, 0, 0, 0, 0},
     NUTRI_EAMBIGUOUS,
     "basic magnesium carbonate (25.02 %"},
    {NUTRI_SUPPLEMENT,
     "X",
     "tablet",
     {sizeof(nutri_label), MG, 400, "mg", 0, "unobtainium", NUTRI_READ_COMPOUND, NAN, 0, 0, 0, 0},
     NUTRI_ENOTFOUND,
     "'unobtainium'"},
    {NUTRI_SUPPLEMENT,
     "X",
     "tablet",
     {sizeof(nutri_label), ZINC, 40, "mg", 0, "magnesium oxide", NUTRI_READ_COMPOUND, NAN, 0, 0, 0,
      0},
     NUTRI_EINVAL,
     "no compound of Zinc"},
    {NUTRI_SUPPLEMENT,
     "X",
     "tablet",
     {sizeof(nutri_label), MG, 40, "mg", 0, NULL, NUTRI_READ_COMPOUND, NAN, 0, 0, 0, 0},
     NUTRI_EINVAL,
     "needs the compound's name"},
    {NUTRI_SUPPLEMENT,
     "X",
     "tablet",
     {sizeof(nutri_label), MG, 10, "mmol", 0, "magnesium oxide", NUTRI_READ_COMPOUND, NAN, 0, 0, 0,
      0},
     NUTRI_EINVAL,
     "only a mass can be a compound's"},
    {NUTRI_SUPPLEMENT,
     "X",
     "tablet",
     {sizeof(nutri_label), MG, 40, "mg", 0, "", 0, NAN, 0, 0, 0, 0},
     NUTRI_EINVAL,
     "1 to 200 characters"},
    {NUTRI_SUPPLEMENT,
     "X",
     "tablet",
     {sizeof(nutri_label), MG, 40, "mg", 0, NULL, 7, NAN, 0, 0, 0, 0},
     NUTRI_EMISUSE,
     "reading 7"},
    {NUTRI_SUPPLEMENT,
     "X",
     "tablet",
     {sizeof(nutri_label), MG, 40, "IU", 0, NULL, 0, NAN, 0, 0, 0, 0},
     NUTRI_EINVAL,
     "40 IU cannot be turned into mg"},
    {NUTRI_SUPPLEMENT,
     "X",
     "tablet",
     {sizeof(nutri_label), MG, 40, "furlong", 0, NULL, 0, NAN, 0, 0, 0, 0},
     NUTRI_ENOTFOUND,
     "'furlong' is no unit"},
    {NUTRI_SUPPLEMENT,
     "X",
     "tablet",
     {sizeof(nutri_label), MG, NAN, NULL, 0, NULL, 0, NAN, 0, 0, 0, 0},
     NUTRI_EINVAL,
     "the year of the label"},
    {NUTRI_SUPPLEMENT,
     "X",
     "tablet",
     {sizeof(nutri_label), MG, -1, "mg", 0, NULL, 0, NAN, 0, 0, 0, 0},
     NUTRI_EINVAL,
     "-1 is not between"},
    {NUTRI_SUPPLEMENT,
     "X",
     "tablet",
     {sizeof(nutri_label), MG, INFINITY, "mg", 0, NULL, 0, NAN, 0, 0, 0, 0},
     NUTRI_EINVAL,
     "inf is not between"},
    {NUTRI_SUPPLEMENT,
     "X",
     "tablet",
     {sizeof(nutri_label), MG, 1e308, "mg", 0, NULL, 0, NAN, 0, 0, 0, 0},
     NUTRI_EINVAL,
     "is not between"},
    {NUTRI_SUPPLEMENT,
     "X",
     "tablet",
     {sizeof(nutri_label), MG, NAN, NULL, 0, NULL, 0, -3, 2018, 0, 0, 0},
     NUTRI_EINVAL,
     "-3 % is not between"},
    {NUTRI_SUPPLEMENT,
     "X",
     "tablet",
     {sizeof(nutri_label), MG, NAN, NULL, 0, NULL, 0, 24, 18, 0, 0, 0},
     NUTRI_EINVAL,
     "18 is no year"},
    {NUTRI_SUPPLEMENT,
     "X",
     "tablet",
     {sizeof(nutri_label), MG, NAN, NULL, 0, NULL, 0, 24, 1990, 0, 0, 0},
     NUTRI_EINVAL,
     "labels of 1990"},
    {NUTRI_SUPPLEMENT,
     "X",
     "tablet",
     {sizeof(nutri_label), ZINC, NAN, NULL, 0, NULL, 0, 24, 2018, 0, 0, 0},
     NUTRI_EINVAL,
     "no daily value"},
    {NUTRI_SUPPLEMENT,
     "X",
     "tablet",
     {sizeof(nutri_label), 4711, 1, "mg", 0, NULL, 0, NAN, 0, 0, 0, 0},
     NUTRI_ENOTFOUND,
     "no nutrient 4711"},
    {NUTRI_SUPPLEMENT,
     "X",
     "ml",
     {sizeof(nutri_label), MG, 40, "mg", 0, NULL, 0, NAN, 0, 0, 0, 0},
     NUTRI_EINVAL,
     "for how many ml"},
    {NUTRI_SUPPLEMENT,
     "X",
     "g",
     {sizeof(nutri_label), MG, 40, "g", 5, NULL, 0, NAN, 0, 0, 0, 0},
     NUTRI_EINVAL,
     "heavier than what it is in"},
    {NUTRI_SUPPLEMENT,
     "",
     "tablet",
     {sizeof(nutri_label), MG, 40, "mg", 0, NULL, 0, NAN, 0, 0, 0, 0},
     NUTRI_EINVAL,
     "name has 1 to 1000 characters"},
    {NUTRI_SUPPLEMENT,
     NULL,
     "tablet",
     {sizeof(nutri_label), MG, 40, "mg", 0, NULL, 0, NAN, 0, 0, 0, 0},
     NUTRI_EINVAL,
     "name has 1 to 1000 characters"},
    {NUTRI_SUPPLEMENT,
     "X",
     " ",
     {sizeof(nutri_label), MG, 40, "mg", 0, NULL, 0, NAN, 0, 0, 0, 0},
     NUTRI_EINVAL,
     "a unit has 1 to 300 characters"},
    {NUTRI_FOOD,
     "X",
     "tablet",
     {sizeof(nutri_label), MG, 40, "mg", 0, NULL, 0, NAN, 0, 0, 0, 0},
     NUTRI_EINVAL,
     "a supplement or a medicine"},
    {NUTRI_SUPPLEMENT,
     "there",
     "tablet",
     {sizeof(nutri_label), MG, 40, "mg", 0, NULL, 0, NAN, 0, 0, 0, 0},
     NUTRI_EEXISTS,
     "named 'there' already"},
};

START_TEST(bad_label_is_refused) {
  nutri_product product = product_of(bad[_i].name, bad[_i].kind, bad[_i].unit);
  nutri_label good = label_of(MG, 1, "mg", NULL, NUTRI_READ_AS_KIND);
  int64_t id = -7;
  int64_t foods;

  add_product("There", NUTRI_SUPPLEMENT, NULL, &good);
  foods = sql_int("SELECT count(*) FROM food");
  FAILS(bad[_i].code, nutri_product_add(db, &product, &bad[_i].label, 1, &id));
  SAYS(bad[_i].says);
  ck_assert_int_eq(id, -7);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food"), foods);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM product_label"), 1);
}
END_TEST

START_TEST(misuse) {
  nutri_product product = product_of("X", NUTRI_SUPPLEMENT, "tablet");
  nutri_product blank = {0};
  nutri_label label = label_of(MG, 1, "mg", NULL, NUTRI_READ_AS_KIND);
  const nutri_label twice[] = {label, label};
  nutri_label sizeless = label;

  sizeless.size = 0;
  FAILS(NUTRI_EMISUSE, nutri_product_add(db, NULL, &label, 1, NULL));
  FAILS(NUTRI_EMISUSE, nutri_product_add(db, &blank, &label, 1, NULL));
  FAILS(NUTRI_EMISUSE, nutri_product_add(db, &product, NULL, 1, NULL));
  FAILS(NUTRI_EMISUSE, nutri_product_add(db, &product, &sizeless, 1, NULL));
  FAILS(NUTRI_EINVAL, nutri_product_add(db, &product, &label, 0, NULL));
  SAYS("1 to 1000 nutrients");
  FAILS(NUTRI_EINVAL, nutri_product_add(db, &product, twice, 2, NULL));
  SAYS("Magnesium, Mg is given twice");
  FAILS(NUTRI_ENOTFOUND, nutri_product_get(db, starter("almonds"), &product));
  FAILS(NUTRI_ENOTFOUND, nutri_product_change(db, starter("almonds"), &product, &label, 1, NULL));
}
END_TEST

/* ---- versions ------------------------------------------------------------------------------- */

/* An edit makes a new version; entries and doses keep the one they have. */
START_TEST(versions) {
  nutri_label label = label_of(MG, 100, "mg", NULL, NUTRI_READ_AS_KIND);
  nutri_product product = product_of("Mag", NUTRI_SUPPLEMENT, "tablet");
  nutri_product read = NUTRI_INIT(nutri_product);
  nutri_intake entry = NUTRI_INIT(nutri_intake);
  nutri_cursor *cursor = NULL;
  int64_t old = add_product("Mag", NUTRI_SUPPLEMENT, "tablet", &label);
  int64_t new_id = 0;

  add_ann();
  eat("ann", DAY, 1, "tablet", old);
  OK(nutri_alias_set(db, "ann", "my pill", old));
  label.amount = 250;
  OK(nutri_product_change(db, old, &product, &label, 1, &new_id));
  ck_assert_int_gt(new_id, old);
  NEAR(held(old, MG), 100, 1e-9);
  NEAR(held(new_id, MG), 250, 1e-9);
  OK(nutri_product_get(db, old, &read));
  ck_assert_int_eq(read.replaced_by, new_id);
  OK(nutri_product_list(db, &cursor));
  ck_assert_int_eq(nutri_product_next(cursor, &read), NUTRI_ROW);
  ck_assert_int_eq(read.food_id, new_id);
  ck_assert_int_eq(nutri_product_next(cursor, &read), NUTRI_OK);
  nutri_cursor_close(cursor);
  NEAR(total_of("ann").supplement, 100, 1e-9); /* as it was */
  OK(nutri_intake_parse(db, "ann", "1 tablet mag", &entry));
  ck_assert_int_eq(entry.food_id, new_id);
  OK(nutri_intake_parse(db, "ann", "1 my pill", &entry));
  ck_assert_int_eq(entry.food_id, new_id);
  FAILS(NUTRI_EINVAL, nutri_product_change(db, old, &product, &label, 1, NULL));
  SAYS("is an older version: edit");
}
END_TEST

/* A sachet, a tablet, ml: how one logs it. */
static const struct {
  const char *unit;
  double per;
  const char *text;
  double amount;
  double mg;
} logs[] = {
    {"tablet", 0, "1 tablet Mag", 1, 100},    {"tablet", 0, "2 Mag", 2, 200},
    {"tablet", 0, "1 capsule Mag", 1, 100},   {"sachet", 0, "1/2 sachet mag", 0.5, 50},
    {"sachet", 0, "3 mag", 3, 300},           {"ml", 5, "10 ml mag", 10, 200},
    {"ml", 5, "1 tsp mag", 4.92892, 98.5784}, {"g", 5, "2.5 g mag", 2.5, 50},
    {NULL, 0, "2 units mag", 2, 200},
};

START_TEST(logged) {
  nutri_label label = label_of(MG, 100, "mg", NULL, NUTRI_READ_ELEMENTAL);
  nutri_intake entry = NUTRI_INIT(nutri_intake);

  label.per = logs[_i].per;
  add_product("Mag", NUTRI_SUPPLEMENT, logs[_i].unit, &label);
  OK(nutri_intake_parse(db, NULL, logs[_i].text, &entry));
  NEAR(entry.basis_amount, logs[_i].amount, 1e-9);
  NEAR(entry.magnesium_mg, logs[_i].mg, 1e-9);
}
END_TEST

/* ---- upper limits --------------------------------------------------------------------------- */

static nutri_label oxide(int reading) {
  return label_of(MG, 500, "mg", "magnesium oxide", reading);
}

/* Magnesium oxide 500 mg of salt daily is 301.5 mg: under the US UL of 350 (IOM 1997, nonfood),
 * over the EU's 250 (SCF, added + nonfood); the same 500 mg as elemental is over both. WHO's
 * counts food too. */
static const struct {
  const char *authority;
  int reading;
  double limit;
  double counted;
  double excess;
} uppers[] = {
    {"us", NUTRI_READ_COMPOUND, 350, 301.5, 0},      {"eu", NUTRI_READ_COMPOUND, 250, 301.5, 51.5},
    {"us", NUTRI_READ_ELEMENTAL, 350, 500, 150},     {"eu", NUTRI_READ_ELEMENTAL, 250, 500, 250},
    {"who", NUTRI_READ_COMPOUND, 350, 901.5, 551.5},
};

START_TEST(upper_limits) {
  nutri_label label = oxide(uppers[_i].reading);
  int64_t id = add_product("Mag 500", NUTRI_SUPPLEMENT, "tablet", &label);
  nutri_deficit d;

  add_person("ann", "female", "1984-05-02", uppers[_i].authority);
  record_days("ann", 7, 600.0);
  d = deficit_of("ann");
  NEAR(d.upper_counted, strcmp(uppers[_i].authority, "who") == 0 ? 600.0 : 0.0, 1e-9);
  schedule("ann", id, 1, "tablet", "2026-01-01", NULL);
  d = deficit_of("ann");
  NEAR(d.mean_food, 600.0, 1e-9);
  NEAR(d.mean_supplement, uppers[_i].reading == NUTRI_READ_COMPOUND ? 301.5 : 500.0, 1e-9);
  NEAR(d.upper_limit, uppers[_i].limit, 1e-9);
  NEAR(d.upper_counted, uppers[_i].counted, 1e-9);
  NEAR(d.upper_excess, uppers[_i].excess, 1e-9);
  ck_assert_int_eq(d.upper_at_least, 0);
}
END_TEST

/* Food of 600 mg and no supplement never touches the UL of supplements and medicines. */
START_TEST(food_never_touches_the_limit) {
  static const char *const authorities[] = {"us", "eu", "uk"};

  for (size_t i = 0; i < COUNT(authorities); i++) {
    nutri_deficit d;

    add_person(authorities[i], "female", "1984-05-02", authorities[i]);
    record_days(authorities[i], 3, 600.0);
    d = deficit_of(authorities[i]);
    NEAR(d.mean_food, 600.0, 1e-9);
    ck_assert_double_eq(d.upper_counted, 0.0);
    ck_assert_double_eq(d.upper_excess, 0.0);
  }
}
END_TEST

/* A girl of 2: UL 65 of supplements below the RDA of 80 (IOM 1997). No error, and food is not held
 * against it. */
START_TEST(upper_limit_below_the_rda) {
  nutri_label label = label_of(MG, 70, "mg", NULL, NUTRI_READ_AS_KIND);
  int64_t id = add_product("Mag", NUTRI_SUPPLEMENT, "drop", &label);
  nutri_deficit d;

  add_person("eve", "female", "2024-01-01", NULL);
  record_days("eve", 3, 80.0);
  d = deficit_of("eve");
  NEAR(d.target, 80.0, 1e-9);
  NEAR(d.upper_limit, 65.0, 1e-9);
  ck_assert_double_eq(d.upper_excess, 0.0);
  ck_assert_double_eq(d.shortfall, 0.0);
  schedule("eve", id, 1, "drop", "2026-01-01", NULL);
  NEAR(deficit_of("eve").upper_excess, 5.0, 1e-9);
}
END_TEST

/* Where the UL counts all sources food counts too: calcium, 2500 mg at 31-50 (IOM 2011). */
START_TEST(limit_of_all_sources) {
  const int64_t calcium = 1087;
  nutri_label label = label_of(calcium, 1, "g", NULL, NUTRI_READ_ELEMENTAL);
  int64_t id = add_product("Cal", NUTRI_SUPPLEMENT, "tablet", &label);
  int64_t cheese = add_plain_food("Cheese");
  nutri_deficit d = NUTRI_INIT(nutri_deficit);

  add_ann();
  add_nutrient(cheese, calcium, 800.0, NULL);
  eat("ann", DAY, 250.0, "g", cheese);
  eat("ann", DAY, 1.0, "tablet", id);
  mark("ann", DAY, "complete");
  OK(nutri_nutrient_deficit(db, "ann", calcium, NULL, NULL, &d));
  ck_assert_str_eq(d.upper_scope, "all");
  NEAR(d.upper_limit, 2500.0, 1e-9);
  NEAR(d.upper_counted, 3000.0, 1e-9);
  NEAR(d.upper_excess, 500.0, 1e-9);
}
END_TEST

/* Supplement and medicine are told apart, and add up for the limit. */
START_TEST(medicine_counts_too) {
  nutri_label label = oxide(NUTRI_READ_COMPOUND);
  nutri_label milk = label_of(MG, 400, "mg", "magnesium hydroxide", NUTRI_READ_AS_KIND);
  int64_t mag = add_product("Mag 500", NUTRI_SUPPLEMENT, "tablet", &label);
  int64_t medicine;
  nutri_deficit d;

  milk.per = 5;
  medicine = add_product("Milk of magnesia", NUTRI_MEDICINE, "ml", &milk);
  add_ann();
  record_days("ann", 1, 200.0);
  eat("ann", "2026-01-01", 1, "tablet", mag);
  eat("ann", "2026-01-01", 5, "ml", medicine);
  d = deficit_of("ann");
  NEAR(d.mean_supplement, 301.5, 1e-9);
  NEAR(d.mean_medicine, 166.72, 1e-9); /* science.md 5: 166.7 */
  NEAR(d.upper_counted, 468.22, 1e-9);
  NEAR(d.upper_excess, 118.22, 1e-9);
}
END_TEST

/* A better figure for a compound reaches the products that count by it. */
START_TEST(corrected_compound) {
  nutri_label label = oxide(NUTRI_READ_COMPOUND);
  int64_t id = add_product("Mag", NUTRI_SUPPLEMENT, "tablet", &label);

  sql("UPDATE compound SET elemental_percent = 60 WHERE name = 'magnesium oxide'");
  NEAR(held(id, MG), 300.0, 1e-9);
}
END_TEST

TESTS("product") {
  tcase_add_test(tc, compounds_of_the_file);
  tcase_add_test(tc, compounds_are_their_formula);
  ADD_LOOP(compound_names, names);
  ADD_LOOP(label_makes, labels);
  ADD_LOOP(daily_value_percent, percents);
  tcase_add_test(tc, amount_beside_percent);
  tcase_add_test(tc, several_nutrients);
  ADD_LOOP(bad_label_is_refused, bad);
  tcase_add_test(tc, misuse);
  tcase_add_test(tc, versions);
  ADD_LOOP(logged, logs);
  ADD_LOOP(upper_limits, uppers);
  tcase_add_test(tc, food_never_touches_the_limit);
  tcase_add_test(tc, upper_limit_below_the_rda);
  tcase_add_test(tc, limit_of_all_sources);
  tcase_add_test(tc, medicine_counts_too);
  tcase_add_test(tc, corrected_compound);
}
