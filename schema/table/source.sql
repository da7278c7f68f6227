-- Where foods come from. rank orders the sources when one name stands in several: lower wins.
CREATE TABLE source (
  source_id INTEGER PRIMARY KEY,
  name      TEXT    NOT NULL,
  title     TEXT    NOT NULL,
  release   TEXT,
  rank      INTEGER NOT NULL,
  CONSTRAINT source_name_is_unique UNIQUE (name),
  CONSTRAINT source_name_has_text CHECK (length(name) BETWEEN 1 AND 200)
) STRICT;
