-- What a person's day adds up to in a tracked nutrient, kept by triggers: the columns of
-- nutrient_day_part, which defines them, and with it their units; intake_day_kept adds total and
-- known_share. A day of intake_day has its row here whatever writes to the diary or to foods; to have
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
  CONSTRAINT intake_day_total_is_unique PRIMARY KEY (person_id, day, nutrient_id),
  FOREIGN KEY (person_id, day) REFERENCES intake_day (person_id, day) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
