-- Rows an import could not take: where, what stood there, and why.
CREATE TABLE import_reject (
  reject_id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import (import_id) ON DELETE CASCADE,
  file      TEXT    NOT NULL,
  line      INTEGER NOT NULL,
  "column"  TEXT,
  value     TEXT,
  reason    TEXT    NOT NULL
) STRICT;
CREATE INDEX import_reject_by_import ON import_reject (import_id);
