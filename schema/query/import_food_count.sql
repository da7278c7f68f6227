-- Foods in all, and whether the source has some.
SELECT (SELECT count(*) FROM food), EXISTS (SELECT 1 FROM food f WHERE f.source_id = :source);
