-- What a person's day adds up to in a tracked nutrient, kept by triggers: the columns of
-- nutrient_day_part, which defines them, and with it their units. total and known_share are as in
-- nutrient_day. A day of intake_day has its row here whatever writes to the diary or to foods; to have
-- one added up again: INSERT INTO intake_day_anew SELECT * FROM intake_day_anew WHERE ...
CREATE TABLE intake_day_total (
  person_id       INTEGER NOT NULL,
  day             TEXT    NOT NULL,
  nutrient_id     INTEGER NOT NULL REFERENCES tracked_nutrient (nutrient_id) ON DELETE CASCADE,
  recorded        REAL,
  food            REAL,
  supplement      REAL,
  medicine        REAL,
  kcal            REAL,
  entries         INTEGER NOT NULL,
  unknown_entries INTEGER NOT NULL,
  unknown_nonfood INTEGER NOT NULL,
  food_kcal       REAL    NOT NULL,
  kcal_known      REAL    NOT NULL,
  energy_unknown  INTEGER NOT NULL,
  grams           REAL    NOT NULL,
  grams_known     REAL    NOT NULL,
  total REAL AS (
    coalesce(nullif(coalesce(food, 0.0) + coalesce(supplement, 0.0) + coalesce(medicine, 0.0), 0.0),
             CASE WHEN food IS NULL OR supplement IS NULL OR medicine IS NULL THEN NULL
                  ELSE 0.0 END)) VIRTUAL,
  known_share REAL AS (
    CASE WHEN unknown_entries = 0 THEN 1.0
         WHEN energy_unknown = 0 AND food_kcal > 0 THEN kcal_known / food_kcal
         WHEN grams > 0 THEN grams_known / grams
         ELSE 0.0 END) VIRTUAL,
  CONSTRAINT intake_day_total_is_unique PRIMARY KEY (person_id, day, nutrient_id),
  FOREIGN KEY (person_id, day) REFERENCES intake_day (person_id, day) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
