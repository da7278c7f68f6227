-- The words people type for a food. person_id NULL = everybody's (they come with the starter foods);
-- else the choice one person made.
CREATE TABLE food_alias (
  alias_id  INTEGER PRIMARY KEY,
  person_id INTEGER REFERENCES person (person_id) ON DELETE CASCADE,
  text      TEXT    NOT NULL COLLATE NOCASE,
  food_id   INTEGER NOT NULL REFERENCES food (food_id) ON DELETE CASCADE,
  CONSTRAINT food_alias_text_has_text CHECK (length(text) BETWEEN 1 AND 200)
) STRICT;
-- A text means one food to everybody, and one to each person.
CREATE UNIQUE INDEX food_alias_is_unique ON food_alias (text, coalesce(person_id, 0));
CREATE INDEX food_alias_by_food ON food_alias (food_id);
CREATE INDEX food_alias_by_person ON food_alias (person_id) WHERE person_id IS NOT NULL;
