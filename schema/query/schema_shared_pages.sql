-- Tables and indexes that begin on a page where another one does: writing to one would destroy the other.
SELECT s.name
FROM main.sqlite_schema s
WHERE s.rootpage > 0
GROUP BY s.rootpage
HAVING count(*) > 1;
