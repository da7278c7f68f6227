INSERT INTO import (source_id, format, path, imported_at, running)
VALUES (:source, :format, :path, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 1);
