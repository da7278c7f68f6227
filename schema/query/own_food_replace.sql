-- Every older version of a food of one's own names the newest.
UPDATE food SET replaced_by = :food
WHERE source_id = (SELECT s.source_id FROM source s WHERE s.name = 'own')
  AND (food_id = :old OR replaced_by = :old);
