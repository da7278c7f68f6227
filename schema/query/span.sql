-- The days of a person in one nutrient, added up. counted_only 1: those that enter a mean, 0: all.
-- What the person needs is the mean of those days' targets; its names and the life stage are of the
-- last of them, or of the last day at all where none is counted. authority: whose values, NULL = the
-- person's, before which go the person's own goals. with_need 0: not asked for, all of it NULL.
-- A day that the diary does not have, on which a scheduled dose is taken, is a day of the span as well,
-- up to today; an open end of the span is the diary's. What was eaten on it was not written down: it is
-- unconfirmed, its dose is in a total and the day in no mean (marked complete, it is of the diary).
WITH RECURSIVE calendar (day, last_day) AS (
  SELECT max(coalesce(:from, b.diary_first_day), b.first_day),
         min(coalesce(:to, b.diary_last_day), b.last_day, coalesce(:today, '9999-12-31'))
  FROM schedule_bound b
  WHERE b.person_id = :person
  UNION ALL
  SELECT date(day, '+1 day'), last_day FROM calendar WHERE day < last_day
), dose_day AS (
  SELECT c.day, count(*) AS entries, sum(v.is_unknown) AS unknown_entries,
         sum(v.is_unknown AND v.kind <> 'food') AS unknown_nonfood,
         sum(v.is_energy_unknown AND v.kind = 'food') AS energy_unknown,
         total(v.kcal) FILTER (WHERE v.kind = 'food') AS food_kcal,
         total(v.kcal * v.known) FILTER (WHERE v.kind = 'food') AS kcal_known,
         total(v.grams) AS grams, total(v.grams * v.known) AS grams_known, sum(v.kcal) AS kcal,
         CASE WHEN sum(v.kind = 'food') = 0 THEN 0.0
              ELSE sum(v.value) FILTER (WHERE v.kind = 'food') END AS food,
         CASE WHEN sum(v.kind = 'supplement') = 0 THEN 0.0
              ELSE sum(v.value) FILTER (WHERE v.kind = 'supplement') END AS supplement,
         CASE WHEN sum(v.kind = 'medicine') = 0 THEN 0.0
              ELSE sum(v.value) FILTER (WHERE v.kind = 'medicine') END AS medicine,
         sum(v.value) AS known_sum
  FROM calendar c
  CROSS JOIN schedule_part v
    ON v.person_id = :person AND v.nutrient_id = :nutrient AND c.day BETWEEN v.from_day AND v.to_day
  WHERE c.day <= c.last_day
    AND NOT EXISTS (SELECT 1 FROM intake_day d WHERE d.person_id = :person AND d.day = c.day)
  GROUP BY c.day
), day AS MATERIALIZED (
  SELECT t.day, t.entries, t.unknown_entries, t.unknown_nonfood, t.energy_unknown, t.food_kcal,
         t.kcal_known, t.grams, t.grams_known, t.kcal, t.food, t.supplement, t.medicine, t.total,
         t.status, 1 AS in_diary,
         t.is_counted AND (:today IS NULL OR t.day < :today OR t.completeness IS 'complete') AS enters
  FROM nutrient_day t
  WHERE t.person_id = :person AND t.nutrient_id = :nutrient
    AND t.day BETWEEN coalesce(:from, '0001-01-01') AND coalesce(:to, '9999-12-31')
  UNION ALL
  SELECT d.day, d.entries, d.unknown_entries, d.unknown_nonfood, d.energy_unknown, d.food_kcal,
         d.kcal_known, d.grams, d.grams_known, d.kcal, d.food, d.supplement, d.medicine,
         CASE WHEN d.known_sum = 0 AND d.unknown_entries > 0 THEN NULL ELSE d.known_sum END,
         'unconfirmed', 0, 0
  FROM dose_day d
), need AS MATERIALIZED (
  SELECT r.*, :authority IS NULL AND r.goal IS NOT NULL AS is_own
  FROM nutrient_reference r
  WHERE :with_need AND r.person_id = :person AND r.nutrient_id = :nutrient
    AND r.authority = coalesce(:authority, r.own_authority)
    AND r.day BETWEEN coalesce(:from, '0001-01-01') AND coalesce(:to, '9999-12-31')
), chosen AS (
  SELECT day.*, CASE WHEN is_own THEN goal ELSE target END AS target,
         CASE WHEN is_own THEN 'own' ELSE target_kind END AS target_kind, average_requirement
  FROM day
  LEFT JOIN need ON need.day = day.day
  WHERE enters OR NOT :counted_only
), last AS (
  SELECT need.*
  FROM day
  JOIN need ON need.day = day.day
  ORDER BY enters DESC, day.day DESC LIMIT 1
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
         sum((coalesce(supplement, 0.0) + coalesce(medicine, 0.0))
             * (coalesce(supplement, 0.0) + coalesce(medicine, 0.0))) AS nonfood_squares,
         CASE count(target) WHEN count(*) THEN avg(target) END AS target,
         min(target) AS target_low, max(target) AS target_high,
         count(DISTINCT target_kind) AS target_kinds,
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
       CASE WHEN s.days > 0 THEN s.target WHEN l.is_own THEN l.goal ELSE l.target END AS target,
       CASE s.days WHEN 0 THEN l.average_requirement ELSE s.average_requirement END
         AS average_requirement,
       CASE WHEN l.is_own THEN 'own' ELSE l.target_kind END AS target_kind,
       CASE WHEN NOT l.is_own THEN l.target_body END AS target_body,
       CASE WHEN NOT l.is_own THEN l.target_year END AS target_year,
       CASE WHEN NOT l.is_own THEN l.target_confidence END AS target_confidence,
       l.separate_value, l.upper_limit, l.upper_scope, l.age_months, l.sex,
       (SELECT v.cv FROM requirement_cv v WHERE v.nutrient_id = :nutrient) AS cv,
       w.sd, w.source,
       coalesce(:authority, (SELECT p.authority FROM person p WHERE p.person_id = :person)) AS authority,
       l.stage, l.average_kind, l.average_confidence, l.upper_body, l.upper_year, l.upper_confidence,
       coalesce(s.unknown_nonfood, 0) AS unknown_nonfood,
       EXISTS (SELECT 1 FROM reference_held_back h
               WHERE h.authority = l.authority AND h.nutrient_id = :nutrient) AS average_held_back,
       l.upper_separate, l.average_body, l.average_year, s.target_low, s.target_high, s.target_kinds,
       (SELECT count(*) FROM day WHERE in_diary) AS diary_days, s.nonfood_squares
FROM added s
LEFT JOIN last l
LEFT JOIN within_person_sd w
  ON w.sd_set = coalesce(:sd_set, 'IOM') AND w.nutrient_id = :nutrient AND w.sex = l.sex
  AND l.age_months BETWEEN w.age_min_months AND w.age_max_months;
