/* SPDX-License-Identifier: MIT */
#include "support_nhanes.h"

#include <sys/stat.h>
#include <unistd.h>

const char *survey_folder(void) {
  static long made;
  char name[40];
  const char *path;

  snprintf(name, sizeof name, "nhanes_%ld", (long)getpid());
  path = temp_path(name);
  if (made != (long)getpid())
    ck_assert_int_eq(mkdir(path, 0700), 0);
  made = (long)getpid();
  return path;
}

void put(const char *name, const char *text) {
  char path[1100];

  snprintf(path, sizeof path, "%s/%s", survey_folder(), name);
  write_file(path, text, strlen(text));
}

void put_small(void) {
  put("Demo_07.csv", "SEQN,RIAGENDR,RIDAGEYR,SDMVPSU,SDMVSTRA\n"
                     "41475,2,62,1,60\n41476,1,30,2,60\n41477,1,0,1,61\n");
  put("Day1_07.csv", "SEQN,WTDR2D,DR1IFDCD,DR1IGRMS,DR1DRSTZ,DR1_030Z\n"
                     "41475,100.5,11111000,244,1,1\n"
                     "41475,100.5,11111000,244,1,1\n"
                     "41475,100.5,27214110,50,1,3\n"
                     "41476,,11111000,100,1,6\n"
                     "41477,50,11000000,,4,8\n");
  put("Day2_07.csv", "SEQN,WTDR2D,DR2IFDCD,DR2IGRMS,DR2DRSTZ,DR2_030Z\n"
                     "41475,100.5,64104010,200,1,10\n");
}

int64_t add_coded(int64_t source, const char *code, double magnesium) {
  int64_t food_id;

  sql("INSERT INTO food (source_id, source_key, lasting_key, description, import_id)"
      " VALUES (%lld, %Q, 'code:' || %Q, 'Food ' || %Q, NULL)",
      (long long)source, code, code, code);
  food_id = sqlite3_last_insert_rowid(nutri_sqlite(db));
  add_nutrient(food_id, 1090, magnesium, NULL);
  add_nutrient(food_id, 1008, 100, NULL);
  return food_id;
}

void add_fndds(void) {
  add_coded(5, "11111000", 10);
  add_coded(5, "64104010", 4);
  add_coded(5, "27214100", 20);
  add_coded(5, "27214190", 70);
  add_coded(5, "27215000", 99);
}

int import_survey(const char *impute) {
  nutri_import_options options = NUTRI_INIT(nutri_import_options);

  options.impute = impute;
  return import_from(survey_folder(), &options);
}

const char *survey_text(void) {
  return sql_text("SELECT group_concat(t, '; ') FROM (SELECT p.name || ' ' || p.sex || ' ' ||"
                  " p.age_months || ' ' || v.survey || ' ' || ifnull(v.weight, '-') || ' ' ||"
                  " ifnull(v.weight_two_days, '-') || ' ' || v.stratum || ' ' || v.psu || ' ' ||"
                  " (SELECT group_concat(d.day || ' ' || d.recall_no || ' ' || d.completeness)"
                  "  FROM intake_day d WHERE d.person_id = p.person_id) AS t"
                  " FROM person p JOIN survey v ON v.person_id = p.person_id ORDER BY p.name)");
}

const char *entries_text(void) {
  return sql_text(
      "SELECT group_concat(t, '; ') FROM (SELECT p.name || ' ' || i.day || ' ' ||"
      " ifnull(i.meal, '-') || ' ' || f.lasting_key || ' ' || i.amount || ' ' ||"
      " ifnull((SELECT group_concat(n.nutrient_id || '=' || n.amount, ' ') FROM intake_nutrient n"
      "  WHERE n.intake_id = i.intake_id), '') AS t FROM intake i"
      " JOIN person p ON p.person_id = i.person_id JOIN food f ON f.food_id = i.food_id"
      " ORDER BY p.name, i.day, f.lasting_key, i.amount, i.meal)");
}
