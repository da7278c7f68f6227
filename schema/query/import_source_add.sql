INSERT INTO import_source (import_id, source_id) VALUES (:import, :source)
ON CONFLICT (import_id, source_id) DO NOTHING;
