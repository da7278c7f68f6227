-- Foods in all as far as :most, and whether some came from an import.
SELECT (SELECT count(*) FROM (SELECT 1 FROM food LIMIT :most)),
       EXISTS (SELECT 1 FROM import);
