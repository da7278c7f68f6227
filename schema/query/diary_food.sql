-- The food that an import of a diary made for a name nobody knew.
SELECT f.food_id FROM food f WHERE f.source_id = 9 AND f.source_key = 'diary:' || lower(:text);
