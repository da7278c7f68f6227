-- Every import that was stored, with what became of the rows it read; import_source has its sources.
-- rows_read = rows_stored + rows_unchanged + rows_rejected. foods_new is how many foods it brought; the
-- other counts are of foods that were there before it, as they were when it ended. found says what
-- was found in the files, and why they were taken for that. partial 1: they hold under half of the
-- foods the source had, so nothing was marked as vanished. running is 1 inside the import's own
-- transaction, so that what it changes is written under its number, and 2 inside the one that undoes
-- it; NULL ever after.
CREATE TABLE import (
  import_id       INTEGER PRIMARY KEY,
  format          TEXT    NOT NULL,
  path            TEXT    NOT NULL,
  found           TEXT,
  imported_at     TEXT    NOT NULL,
  rows_read       INTEGER NOT NULL DEFAULT 0,
  rows_stored     INTEGER NOT NULL DEFAULT 0,
  rows_unchanged  INTEGER NOT NULL DEFAULT 0,
  rows_rejected   INTEGER NOT NULL DEFAULT 0,
  foods_new       INTEGER NOT NULL DEFAULT 0,
  foods_changed   INTEGER NOT NULL DEFAULT 0,
  foods_vanished  INTEGER NOT NULL DEFAULT 0,
  values_new      INTEGER NOT NULL DEFAULT 0,
  values_changed  INTEGER NOT NULL DEFAULT 0,
  values_vanished INTEGER NOT NULL DEFAULT 0,
  partial         INTEGER NOT NULL DEFAULT 0,
  running         INTEGER,
  CONSTRAINT import_runs_alone UNIQUE (running),
  CONSTRAINT import_partial_is_yes_or_no CHECK (partial IN (0, 1)),
  CONSTRAINT import_running_is_known CHECK (running = 1 OR running = 2)
) STRICT;
