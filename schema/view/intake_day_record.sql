-- Days whose food is known by recorded totals alone (intake_day_nutrient), without a food entry: what
-- was not recorded of them is unknown.
CREATE VIEW intake_day_record AS
SELECT d.person_id, d.day
FROM intake_day d
WHERE EXISTS (SELECT 1 FROM intake_day_nutrient r
              WHERE r.person_id = d.person_id AND r.day = d.day)
  AND NOT EXISTS (SELECT 1 FROM intake i
                  JOIN food f ON f.food_id = i.food_id
                  WHERE i.person_id = d.person_id AND i.day = d.day AND f.kind = 'food');
