INSERT INTO food (food_id, source_id, source_key, description, category_id, basis)
SELECT :food, s.source_id, 'own:' || :food, :description, :category, :basis
FROM source s WHERE s.name = 'own';
