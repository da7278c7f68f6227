-- The household measures of a food: grams (ml for a food of basis ml) of ONE measure. A food without
-- portions of its own borrows those of the same food in another source.
CREATE VIEW food_measure AS
SELECT f.food_id, p.measure, p.grams, p.is_usual
FROM food f
JOIN food_portion p ON p.food_id = CASE
  WHEN EXISTS (SELECT 1 FROM food_portion o WHERE o.food_id = f.food_id) THEN f.food_id
  ELSE (SELECT t.same_food_id FROM food_tied t
        WHERE t.food_id = f.food_id
          AND EXISTS (SELECT 1 FROM food_portion o WHERE o.food_id = t.same_food_id)
        ORDER BY t.rank LIMIT 1) END;
