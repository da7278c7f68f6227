-- How much one person's intake varies from day to day: the pooled within-person SD of a life stage,
-- in the nutrient's unit, from food alone. sd_set: whose estimates; IOM, which hold where no other set is
-- asked for, or the name of one made of the persons of this file, then with persons and days.
CREATE TABLE within_person_sd (
  sd_set         TEXT    NOT NULL DEFAULT 'IOM',
  nutrient_id    INTEGER NOT NULL REFERENCES nutrient (nutrient_id),
  sex            TEXT    NOT NULL,
  age_min_months INTEGER NOT NULL,
  age_max_months INTEGER NOT NULL,
  sd             REAL    NOT NULL,
  cv_percent     REAL,
  source         TEXT    NOT NULL,
  confidence     TEXT    NOT NULL,
  note           TEXT,
  persons        INTEGER,
  days           INTEGER,
  CONSTRAINT within_person_sd_is_unique PRIMARY KEY (sd_set, nutrient_id, sex, age_min_months),
  CONSTRAINT within_person_sd_set_has_text CHECK (length(sd_set) BETWEEN 1 AND 100),
  CONSTRAINT within_person_sd_sex_is_known CHECK (sex IN ('female', 'male')),
  CONSTRAINT within_person_sd_is_positive CHECK (sd > 0)
) STRICT, WITHOUT ROWID;
