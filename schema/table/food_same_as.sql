-- Ties foods of different sources that are one food: all with the same tie_id.
-- why says by what: ndb (NDB number), code (survey food code), gtin, fdc (a starter food to the food
-- its figures come from), user.
CREATE TABLE food_same_as (
  food_id INTEGER PRIMARY KEY REFERENCES food (food_id) ON DELETE CASCADE,
  tie_id  INTEGER NOT NULL,
  why     TEXT    NOT NULL,
  CONSTRAINT food_same_as_why_is_known CHECK (why IN ('ndb', 'code', 'gtin', 'fdc', 'user'))
) STRICT;
CREATE INDEX food_same_as_by_tie ON food_same_as (tie_id);
