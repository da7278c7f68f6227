-- The values that an import changed, one row a food and nutrient, of foods that were there before it;
-- amounts per 100 g, 100 ml or 1 unit. what: new (old_amount NULL), vanished from the source
-- (new_amount NULL; the value stays in food_nutrient), changed (the amount, or its mark).
CREATE VIEW import_value_change AS
SELECT c.import_id, c.food_id, c.nutrient_id,
       CASE WHEN c.is_new THEN NULL ELSE f.old_amount END AS old_amount,
       CASE WHEN c.is_gone THEN NULL ELSE l.new_amount END AS new_amount,
       CASE WHEN c.is_new THEN NULL ELSE f.old_mark END AS old_mark,
       CASE WHEN c.is_gone THEN NULL ELSE l.new_mark END AS new_mark,
       CASE WHEN c.is_new THEN 'new' WHEN c.is_gone THEN 'vanished' ELSE 'changed' END AS what
FROM (SELECT import_id, food_id, nutrient_id, min(change_id) AS first, max(change_id) AS last,
             max(old_amount IS NULL) AS is_new, max(new_amount IS NULL) AS is_gone
      FROM food_nutrient_change
      WHERE import_id IS NOT NULL
      GROUP BY import_id, food_id, nutrient_id) c
JOIN food_nutrient_change f ON f.change_id = c.first
JOIN food_nutrient_change l ON l.change_id = c.last
WHERE c.is_new OR c.is_gone OR f.old_amount <> l.new_amount OR f.old_mark IS NOT l.new_mark;
