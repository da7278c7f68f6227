-- Persons of a survey: how many of the population one of them stands for, and how they were drawn.
-- survey: its name and cycle (NHANES 2007-2008). weight: for an analysis of first days, weight_two_days:
-- for one of persons with a second day (0 = none); NULL = not given. stratum and psu: the strata and
-- primary sampling units that standard errors are made of, a stratum's number being the survey's own;
-- both NULL where there is no design. A person without a row counts once. import_id: who brought the
-- person, NULL = nobody: one that an import brought goes when it is undone.
CREATE TABLE survey (
  person_id       INTEGER PRIMARY KEY REFERENCES person (person_id) ON DELETE CASCADE,
  survey          TEXT NOT NULL,
  weight          REAL,
  weight_two_days REAL,
  stratum         INTEGER,
  psu             INTEGER,
  import_id       INTEGER REFERENCES import (import_id),
  CONSTRAINT survey_name_has_text CHECK (length(survey) BETWEEN 1 AND 200),
  CONSTRAINT survey_weight_is_not_negative CHECK (weight BETWEEN 0 AND 1e12),
  CONSTRAINT survey_weight_two_days_is_not_negative CHECK (weight_two_days BETWEEN 0 AND 1e12),
  CONSTRAINT survey_design_is_whole CHECK ((stratum IS NULL) = (psu IS NULL))
) STRICT;
CREATE INDEX survey_of_import ON survey (import_id) WHERE import_id IS NOT NULL;
