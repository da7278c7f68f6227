-- The sources whose foods an import had; none for a diary.
CREATE TABLE import_source (
  import_id INTEGER NOT NULL REFERENCES import (import_id) ON DELETE CASCADE,
  source_id INTEGER NOT NULL REFERENCES source (source_id),
  CONSTRAINT import_source_is_unique PRIMARY KEY (import_id, source_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_source_by_source ON import_source (source_id);
