-- Words by which persons are picked for a group: a clinic, a family, a study's arm.
CREATE TABLE person_tag (
  person_id INTEGER NOT NULL REFERENCES person (person_id) ON DELETE CASCADE,
  tag       TEXT    NOT NULL,
  CONSTRAINT person_tag_is_unique PRIMARY KEY (person_id, tag),
  CONSTRAINT person_tag_has_text CHECK (length(tag) BETWEEN 1 AND 100)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_tag_by_tag ON person_tag (tag);
