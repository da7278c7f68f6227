-- The days of a person in one nutrient, added up. counted_only 1: those that enter a mean, 0: all.
-- What the person needs is the mean of those days' targets; its names and the life stage are of the
-- last of them, or of the last day at all where none is counted.
WITH day AS MATERIALIZED (
  SELECT t.*, t.is_counted AND (:today IS NULL OR t.day < :today OR t.completeness IS 'complete') AS enters
  FROM nutrient_day_need t
  WHERE t.person_id = :person AND t.nutrient_id = :nutrient
    AND t.day BETWEEN coalesce(:from, '0001-01-01') AND coalesce(:to, '9999-12-31')
), chosen AS (
  SELECT * FROM day WHERE enters OR NOT :counted_only
), last AS (
  SELECT * FROM day ORDER BY enters DESC, day DESC LIMIT 1
), added AS (
  SELECT count(*) AS days, sum(entries) AS entries, sum(unknown_entries) AS unknown_entries,
         sum(unknown_nonfood) AS unknown_nonfood,
         CASE WHEN count(*) = 0 THEN NULL
              WHEN sum(unknown_entries) = 0 THEN 1.0
              WHEN sum(energy_unknown) = 0 AND sum(food_kcal) > 0
                THEN sum(kcal_known) / sum(food_kcal)
              WHEN sum(grams) > 0 THEN sum(grams_known) / sum(grams)
              ELSE 0.0 END AS known_share,
         sum(kcal) AS kcal, sum(food) AS food, sum(supplement) AS supplement,
         sum(medicine) AS medicine, sum(total) AS total,
         CASE count(target) WHEN count(*) THEN avg(target) END AS target,
         CASE count(average_requirement) WHEN count(*) THEN avg(average_requirement) END
           AS average_requirement
  FROM chosen
)
SELECT (SELECT count(*) FROM day) AS days,
       (SELECT count(*) FROM day WHERE enters) AS days_counted,
       (SELECT count(*) FROM day
        WHERE status = 'unconfirmed' AND (:today IS NULL OR day < :today)) AS days_unconfirmed,
       s.days AS days_chosen, coalesce(s.entries, 0) AS entries,
       coalesce(s.unknown_entries, 0) AS unknown_entries, s.known_share, s.kcal, s.food,
       s.supplement, s.medicine, s.total,
       CASE s.days WHEN 0 THEN l.target ELSE s.target END AS target,
       CASE s.days WHEN 0 THEN l.average_requirement ELSE s.average_requirement END
         AS average_requirement,
       l.target_kind, l.target_body, l.target_year, l.target_confidence, l.separate_value,
       l.upper_limit, l.upper_scope, l.age_months, l.sex,
       (SELECT v.cv FROM requirement_cv v WHERE v.nutrient_id = :nutrient) AS cv,
       w.sd, w.source,
       (SELECT p.authority FROM person p WHERE p.person_id = :person) AS authority,
       l.stage, l.average_kind, l.average_confidence, l.upper_body, l.upper_year, l.upper_confidence,
       coalesce(s.unknown_nonfood, 0) AS unknown_nonfood, l.average_held_back, l.upper_separate
FROM added s
LEFT JOIN last l
LEFT JOIN within_person_sd w
  ON w.nutrient_id = :nutrient AND w.sex = l.sex
  AND l.age_months BETWEEN w.age_min_months AND w.age_max_months;
