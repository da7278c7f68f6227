-- Dishes whose stored values are not what their ingredients give by now: an import has changed an
-- ingredient. INSERT INTO recipe_nutrient (food_id) SELECT food_id FROM recipe_stale stores them anew,
-- once more for dishes made of such dishes.
CREATE VIEW recipe_stale AS
SELECT r.food_id, f.description AS recipe
FROM recipe r
CROSS JOIN food f ON f.food_id = r.food_id
WHERE (SELECT count(*) FROM recipe_nutrient n WHERE n.food_id = r.food_id)
      <> (SELECT count(*) FROM food_nutrient v WHERE v.food_id = r.food_id)
  OR EXISTS (
    SELECT 1 FROM recipe_nutrient n
    WHERE n.food_id = r.food_id AND NOT EXISTS (
      SELECT 1 FROM food_nutrient v
      LEFT JOIN recipe_share s ON s.food_id = v.food_id AND s.nutrient_id = v.nutrient_id
      WHERE v.food_id = n.food_id AND v.nutrient_id = n.nutrient_id AND v.mark IS n.mark
        AND abs(v.amount - n.amount) <= 1e-12 * abs(n.amount)
        AND (n.mark IS NULL OR abs(s.known_share - n.known_share) <= 1e-12)));
