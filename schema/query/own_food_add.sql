INSERT INTO food (food_id, source_id, source_key, description, category_id, kind, basis)
VALUES (:food, (SELECT s.source_id FROM source s WHERE s.name = 'own'), 'own:' || :food, :description,
        :category, :kind, :basis);
