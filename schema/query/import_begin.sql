INSERT INTO import (format, path, found, imported_at, running)
VALUES (:format, :path, :found, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 1);
