-- Adds up the days whose totals are not there.
INSERT INTO intake_day_anew (person_id, day, nutrient_id)
SELECT n.person_id, n.day, n.nutrient_id
FROM intake_day_anew n
WHERE NOT EXISTS (SELECT 1 FROM intake_day_total t
                  WHERE t.person_id = n.person_id AND t.day = n.day
                    AND t.nutrient_id = n.nutrient_id);
