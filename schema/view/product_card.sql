-- A supplement or medicine of one's own as it is shown. measure: what one counts of it.
CREATE VIEW product_card AS
SELECT f.food_id, f.description, f.kind, f.basis,
       coalesce((SELECT p.measure FROM food_portion p WHERE p.food_id = f.food_id
                 ORDER BY p.is_usual DESC, p.portion_no LIMIT 1), f.basis) AS measure,
       (SELECT v.amount FROM food_nutrient v
        WHERE v.food_id = f.food_id AND v.nutrient_id = 1090) AS magnesium_mg, f.replaced_by
FROM source s
JOIN food f ON f.source_id = s.source_id AND f.kind <> 'food'
WHERE s.name = 'own';
