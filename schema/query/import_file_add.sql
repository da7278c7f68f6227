INSERT INTO import_file (import_id, file, sha256, bytes, rows_read, rows_stored, rows_unchanged,
                         rows_rejected, note)
VALUES (:import, :file, :sha256, :bytes, :read, :stored, :unchanged, :rejected, :note);
