-- Takes away the kept totals of days that an import moved: by its entries, or by what it changed in foods.
DELETE FROM intake_day_total
WHERE (person_id, day) IN (
  SELECT i.person_id, i.day FROM intake i WHERE i.import_id = :import
  UNION
  SELECT i.person_id, i.day
  FROM (SELECT c.food_id FROM food_nutrient_change c WHERE c.import_id = :import
        UNION
        SELECT r.row_id FROM row_change r WHERE r.import_id = :import AND r."table" = 'food'
          AND r."column" IN ('kind', 'basis', 'category_id')) f
  CROSS JOIN intake i ON i.food_id = f.food_id
  UNION
  SELECT d.person_id, d.day
  FROM (SELECT c.food_id FROM food_nutrient_change c WHERE c.import_id = :import
        UNION
        SELECT r.row_id FROM row_change r WHERE r.import_id = :import AND r."table" = 'food'
          AND r."column" IN ('kind', 'basis', 'category_id')) f
  CROSS JOIN schedule s ON s.food_id = f.food_id
  CROSS JOIN intake_day d
    ON d.person_id = s.person_id AND d.day BETWEEN s.from_day AND coalesce(s.to_day, '9999-12-31'));
