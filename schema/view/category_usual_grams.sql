-- The median usual portion of each category's foods whose source names one, in g (ml for foods of
-- basis ml).
CREATE VIEW category_usual_grams AS
SELECT p.category_id, avg(p.grams) AS grams
FROM (SELECT f.category_id, o.grams,
             row_number() OVER (PARTITION BY f.category_id ORDER BY o.grams) AS place,
             count(*) OVER (PARTITION BY f.category_id) AS n
      FROM food f
      CROSS JOIN food_portion o ON o.food_id = f.food_id AND o.is_usual = 1
      WHERE f.category_id IS NOT NULL) p
WHERE p.place IN ((p.n + 1) / 2, (p.n + 2) / 2)
GROUP BY p.category_id;
