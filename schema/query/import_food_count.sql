-- Foods in all as far as :most, and whether some came from an import, here or where they were restored
-- from.
SELECT (SELECT count(*) FROM (SELECT 1 FROM food LIMIT :most)),
       EXISTS (SELECT 1 FROM import)
       OR EXISTS (SELECT 1 FROM source s CROSS JOIN food f ON f.source_id = s.source_id
                  WHERE s.name NOT IN ('own', 'nutri starter'));
