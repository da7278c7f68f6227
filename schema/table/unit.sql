-- Units of amounts. factor turns one unit into the base of its dimension: g, ml, kcal.
-- Units of no common base (IU, mg ATE, ...) have factor NULL and are never converted.
CREATE TABLE unit (
  unit      TEXT NOT NULL,
  dimension TEXT NOT NULL,
  factor    REAL,
  title     TEXT NOT NULL,
  CONSTRAINT unit_is_unique PRIMARY KEY (unit),
  CONSTRAINT unit_dimension_is_known
    CHECK (dimension IN ('mass', 'volume', 'energy', 'activity', 'count', 'other')),
  CONSTRAINT unit_factor_is_positive CHECK (factor > 0)
) STRICT, WITHOUT ROWID;
