INSERT OR IGNORE INTO import_source (import_id, source_id) VALUES (:import, :source);
