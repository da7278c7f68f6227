INSERT INTO import (format, path, imported_at, running)
VALUES (:format, :path, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 1);
