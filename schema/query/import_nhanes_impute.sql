-- What a food of which nothing is known is taken to hold: of each nutrient the median of the source's
-- foods whose codes begin alike (:prefix, code:2721); an even number of foods has two in the middle.
INSERT INTO food_nutrient (food_id, nutrient_id, amount, mark)
SELECT :food, m.nutrient_id, avg(m.amount), 'imputed'
FROM (
  SELECT n.nutrient_id, n.amount,
         row_number() OVER (PARTITION BY n.nutrient_id ORDER BY n.amount) AS place,
         count(*) OVER (PARTITION BY n.nutrient_id) AS foods
  FROM food f
  CROSS JOIN food_nutrient n ON n.food_id = f.food_id
  WHERE f.lasting_key >= :prefix AND f.lasting_key < :prefix || ':' AND f.source_id = :source
    AND n.mark IS NOT 'doubtful'
    AND NOT EXISTS (SELECT 1 FROM food_nutrient k WHERE k.food_id = :food)
) m
WHERE 2 * m.place BETWEEN m.foods AND m.foods + 2
GROUP BY m.nutrient_id;
