-- What supplements and medicines brought of a nutrient, by day: those of days of the diary, and the
-- scheduled doses of the span's other days, which have no entry or mark (the days of span.sql).
WITH RECURSIVE calendar (day, last_day) AS (
  SELECT max(coalesce(:from, b.diary_first_day), b.first_day),
         min(coalesce(:to, b.diary_last_day), b.last_day, coalesce(:today, '9999-12-31'))
  FROM schedule_bound b
  WHERE b.person_id = :person
  UNION ALL
  SELECT date(day, '+1 day'), last_day FROM calendar WHERE day < last_day
)
SELECT s.day, s.food_id, s.description, s.kind, s.amount, s.basis, s.value, s.unit, s.scheduled, 1
FROM supplement_by_day s
WHERE s.person = :name AND s.nutrient_id = :nutrient
  AND s.day BETWEEN coalesce(:from, '0001-01-01') AND coalesce(:to, '9999-12-31')
UNION ALL
SELECT c.day, v.food_id, v.description, v.kind, v.amount, v.basis, v.value, n.unit, 1, 0
FROM calendar c
CROSS JOIN schedule_value v
  ON v.person_id = :person AND c.day BETWEEN v.from_day AND v.to_day AND v.nutrient_id = :nutrient
JOIN nutrient n ON n.nutrient_id = v.nutrient_id
WHERE c.day <= c.last_day AND v.kind <> 'food' AND (v.value IS NOT NULL OR n.nutrient_id = 1090)
  AND NOT EXISTS (SELECT 1 FROM intake_day d WHERE d.person_id = :person AND d.day = c.day)
ORDER BY 1, 9, 3;
