-- How much the need for a nutrient varies between people: SD of the requirement / EAR.
CREATE TABLE requirement_cv (
  nutrient_id INTEGER NOT NULL REFERENCES nutrient (nutrient_id),
  cv          REAL    NOT NULL,
  source      TEXT    NOT NULL,
  CONSTRAINT requirement_cv_is_unique PRIMARY KEY (nutrient_id),
  CONSTRAINT requirement_cv_is_a_share CHECK (cv > 0 AND cv < 1)
) STRICT, WITHOUT ROWID;
