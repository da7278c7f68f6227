-- Rows an import could not take: where, what stood there, and why. person_id: whose diary the row is
-- of, where that is known; it goes with the person.
CREATE TABLE import_reject (
  reject_id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import (import_id) ON DELETE CASCADE,
  file      TEXT    NOT NULL,
  line      INTEGER NOT NULL,
  "column"  TEXT,
  value     TEXT,
  reason    TEXT    NOT NULL,
  person_id INTEGER REFERENCES person (person_id) ON DELETE CASCADE
) STRICT;
CREATE INDEX import_reject_by_import ON import_reject (import_id);
CREATE INDEX import_reject_by_person ON import_reject (person_id) WHERE person_id IS NOT NULL;
