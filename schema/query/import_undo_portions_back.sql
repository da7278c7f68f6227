-- The measures that were there before it.
INSERT INTO food_portion (food_id, portion_no, measure, grams, is_usual)
SELECT o.food_id, o.portion_no, o.old_measure, o.old_grams, o.old_is_usual
FROM (SELECT min(c.change_id) AS first FROM food_portion_change c
      WHERE c.import_id = :import GROUP BY c.food_id, c.portion_no) p
JOIN food_portion_change o ON o.change_id = p.first
WHERE o.old_measure IS NOT NULL;
