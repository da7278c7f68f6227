-- Every import that was stored, with what became of the rows it read.
-- rows_read = rows_stored + rows_unchanged + rows_rejected. running is 1 inside the import's own
-- transaction, so that what it changes is written under its number; NULL ever after.
CREATE TABLE import (
  import_id      INTEGER PRIMARY KEY,
  format         TEXT    NOT NULL,
  path           TEXT    NOT NULL,
  imported_at    TEXT    NOT NULL,
  rows_read      INTEGER NOT NULL DEFAULT 0,
  rows_stored    INTEGER NOT NULL DEFAULT 0,
  rows_unchanged INTEGER NOT NULL DEFAULT 0,
  rows_rejected  INTEGER NOT NULL DEFAULT 0,
  found          TEXT,
  partial        INTEGER,
  running        INTEGER,
  CONSTRAINT import_runs_alone UNIQUE (running),
  CONSTRAINT import_running_is_yes_or_null CHECK (running = 1)
) STRICT;
