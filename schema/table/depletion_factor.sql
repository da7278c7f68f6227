-- What is known to lower magnesium, for a talk with a clinician. Data only: nothing computes with it.
CREATE TABLE depletion_factor (
  factor_id INTEGER PRIMARY KEY,
  factor    TEXT NOT NULL,
  direction TEXT NOT NULL,
  evidence  TEXT NOT NULL,
  note      TEXT,
  source    TEXT NOT NULL,
  CONSTRAINT depletion_factor_is_unique UNIQUE (factor),
  CONSTRAINT depletion_factor_direction_is_known
    CHECK (direction IN ('lowers magnesium', 'is blocked by magnesium')),
  CONSTRAINT depletion_factor_evidence_is_known
    CHECK (evidence IN ('strong', 'strong, in hospital', 'moderate', 'limited'))
) STRICT;
