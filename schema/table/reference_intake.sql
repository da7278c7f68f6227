-- Reference values as printed, one row a value, each with its source. amount is a day's, in unit
-- (g/kg for values by body weight). Ages are completed months, both ends included, 9999 = no upper
-- end. sex NULL = both. life_stage NULL = the base value of that age. variant: a condition without
-- which the value does not apply (breast-fed, formula-fed). superseded_by: the year of the set that
-- took its place. ul_scope: what a UL counts: nonfood (supplements and medicines), added + nonfood
-- (also what is added to food), all. provisional: the authority warns against testing adequacy with
-- it. no_increment: the authority prints the base value for this stage.
CREATE TABLE reference_intake (
  reference_id   INTEGER PRIMARY KEY,
  authority      TEXT    NOT NULL REFERENCES authority (authority),
  body           TEXT    NOT NULL,
  year           INTEGER NOT NULL,
  reference      TEXT    NOT NULL,
  kind           TEXT    NOT NULL,
  sex            TEXT,
  age_min_months INTEGER NOT NULL,
  age_max_months INTEGER NOT NULL,
  life_stage     TEXT,
  variant        TEXT,
  amount         REAL    NOT NULL,
  unit           TEXT    NOT NULL,
  superseded_by  INTEGER,
  ul_scope       TEXT,
  provisional    INTEGER NOT NULL DEFAULT 0,
  no_increment   INTEGER NOT NULL DEFAULT 0,
  note           TEXT,
  source         TEXT    NOT NULL,
  confidence     TEXT    NOT NULL,
  CONSTRAINT reference_intake_kind_is_known
    CHECK (kind IN ('EAR', 'AR', 'RDA', 'PRI', 'RNI', 'AI', 'LRNI', 'UL', 'CDRR', 'DV', 'NRV')),
  CONSTRAINT reference_intake_sex_is_known CHECK (sex IN ('female', 'male')),
  CONSTRAINT reference_intake_stage_is_known CHECK (life_stage IN ('pregnant', 'lactating')),
  CONSTRAINT reference_intake_variant_is_known CHECK (variant IN ('breast-fed', 'formula-fed')),
  CONSTRAINT reference_intake_ages_are_ordered
    CHECK (0 <= age_min_months AND age_min_months <= age_max_months),
  CONSTRAINT reference_intake_amount_is_positive CHECK (amount > 0 AND amount <= 1e6),
  CONSTRAINT reference_intake_scope_is_known
    CHECK (ul_scope IN ('nonfood', 'added + nonfood', 'all')),
  CONSTRAINT reference_intake_scope_is_of_a_ul CHECK ((kind = 'UL') = (ul_scope IS NOT NULL)),
  CONSTRAINT reference_intake_flags_are_yes_or_no
    CHECK (provisional IN (0, 1) AND no_increment IN (0, 1)),
  CONSTRAINT reference_intake_confidence_is_known
    CHECK (confidence IN ('high', 'medium-high', 'medium', 'medium-low', 'low'))
) STRICT;
CREATE INDEX reference_intake_by_reference
  ON reference_intake (authority, reference, kind, unit);
