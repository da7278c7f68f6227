-- The days whose gap is to be closed: those asked for, else the last 7 that count; the day up to which
-- the diary says what the person eats; and the person's age on it.
WITH counted AS (
  SELECT t.day FROM nutrient_day t
  WHERE t.person_id = :person AND t.nutrient_id = 1008 AND :from IS NULL AND :to IS NULL
    AND t.day <= coalesce(:today, '9999-12-31')
    AND t.is_counted
    AND (:today IS NULL OR t.day < :today OR t.completeness IS 'complete')
  ORDER BY t.day DESC LIMIT 7
), until AS (
  SELECT min(coalesce(:to, '9999-12-31'), coalesce(:today, max(d.day), '9999-12-31')) AS day
  FROM intake_day d WHERE d.person_id = :person
)
SELECT coalesce(:from, (SELECT min(day) FROM counted)) AS from_day,
       coalesce(:to, (SELECT max(day) FROM counted)) AS to_day,
       u.day AS until_day,
       (SELECT p.age_months FROM person_day p
        WHERE p.person_id = :person AND p.day <= u.day
        ORDER BY p.day DESC LIMIT 1) AS age_months
FROM until u;
