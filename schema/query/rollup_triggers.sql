-- The triggers that add days up when something moves them: those that see foods, or all (:diary 1).
SELECT s.name, s.sql
FROM sqlite_schema s
WHERE s.type = 'trigger' AND s.name GLOB 'day_total_sees_*'
  AND (:diary OR s.tbl_name IN ('food', 'food_nutrient', 'food_category'))
ORDER BY s.rowid;
