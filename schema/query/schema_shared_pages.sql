-- Tables and indexes that begin on a page where another one does, for writing to one would destroy the
-- other; or that say where they begin by no whole number.
SELECT max(s.name)
FROM main.sqlite_schema s
WHERE s.rootpage IS NOT NULL AND s.rootpage IS NOT 0
GROUP BY s.rootpage
HAVING count(*) > 1 OR typeof(s.rootpage) <> 'integer';
