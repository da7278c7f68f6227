-- The files of an import. sha256 is the file's identity; a release name is none.
CREATE TABLE import_file (
  import_id      INTEGER NOT NULL REFERENCES import (import_id) ON DELETE CASCADE,
  file           TEXT    NOT NULL,
  sha256         TEXT    NOT NULL,
  bytes          INTEGER NOT NULL,
  rows_read      INTEGER NOT NULL,
  rows_stored    INTEGER NOT NULL,
  rows_unchanged INTEGER NOT NULL,
  rows_rejected  INTEGER NOT NULL,
  note           TEXT,
  CONSTRAINT import_file_is_unique PRIMARY KEY (import_id, file),
  CONSTRAINT import_file_sha256_is_hex CHECK (length(sha256) = 64),
  CONSTRAINT import_file_rows_add_up
    CHECK (rows_read = rows_stored + rows_unchanged + rows_rejected)
) STRICT, WITHOUT ROWID;
