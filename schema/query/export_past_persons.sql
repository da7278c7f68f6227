-- Who ate, or takes daily, a food that an import changed; of one person or (NULL) of all.
SELECT p.name
FROM person p
WHERE (:name IS NULL OR p.name = :name)
  AND (EXISTS (SELECT 1 FROM intake i
               WHERE i.person_id = p.person_id
                 AND i.food_id IN (SELECT c.food_id FROM food_nutrient_change c
                                   WHERE c.import_id = :import))
       OR EXISTS (SELECT 1 FROM schedule s
                  WHERE s.person_id = p.person_id
                    AND s.food_id IN (SELECT c.food_id FROM food_nutrient_change c
                                      WHERE c.import_id = :import)))
ORDER BY p.name;
