-- A food's measures, its own or those borrowed from the same food of another source.
SELECT m.measure, m.grams, m.is_usual,
       CASE WHEN EXISTS (SELECT 1 FROM food_portion o WHERE o.food_id = :food) THEN NULL
            ELSE (SELECT s.name FROM food_tied t
                  JOIN food f ON f.food_id = t.same_food_id
                  JOIN source s ON s.source_id = f.source_id
                  WHERE t.food_id = :food
                    AND EXISTS (SELECT 1 FROM food_portion o WHERE o.food_id = t.same_food_id)
                  ORDER BY t.rank LIMIT 1) END
FROM food_measure m
WHERE m.food_id = :food
ORDER BY m.is_usual DESC;
