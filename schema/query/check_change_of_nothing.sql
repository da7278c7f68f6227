-- Records of changes by an import in something that is not there: an undo would bring back a part.
SELECT 'change of nothing', c.what || ' ' || c.id || ', import ' || c.import_id
FROM (
  SELECT v.import_id, 'nutrient' AS what, v.nutrient_id AS id FROM food_nutrient_change v
  WHERE v.import_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM nutrient n WHERE n.nutrient_id = v.nutrient_id)
  UNION
  SELECT p.import_id, 'food', p.food_id FROM food_portion_change p
  WHERE NOT EXISTS (SELECT 1 FROM food f WHERE f.food_id = p.food_id)
  UNION
  SELECT r.import_id, 'food', r.row_id FROM row_change r
  WHERE r."table" = 'food' AND NOT EXISTS (SELECT 1 FROM food f WHERE f.food_id = r.row_id)) c;
