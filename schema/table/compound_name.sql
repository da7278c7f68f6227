-- What labels call a compound. A name that fits several compounds names none: it is asked which.
CREATE TABLE compound_name (
  name        TEXT    NOT NULL COLLATE NOCASE,
  compound_id INTEGER NOT NULL REFERENCES compound (compound_id),
  CONSTRAINT compound_name_is_given_once PRIMARY KEY (name, compound_id)
) STRICT, WITHOUT ROWID;
