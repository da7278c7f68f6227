-- A food of one's own, of any kind.
INSERT INTO food (food_id, source_id, source_key, description, kind, basis)
SELECT :food, s.source_id, 'own:' || :food, :description, :kind, :basis
FROM source s WHERE s.name = 'own';
