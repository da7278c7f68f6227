-- The days of a person in one nutrient, beside what the person needs.
SELECT t.day, t.food, t.supplement, t.medicine, t.total, t.kcal, t.entries, t.unknown_entries,
       t.known_share, t.completeness,
       CASE WHEN t.completeness IS NOT NULL OR :today IS NULL OR t.day < :today THEN t.status
            WHEN t.day = :today THEN 'today' ELSE 'future' END,
       t.is_counted AND (:today IS NULL OR t.day < :today OR t.completeness IS 'complete'),
       t.dated, t.target, t.target_kind, t.average_requirement, t.authority, t.target_body,
       t.target_year, t.target_confidence
FROM nutrient_day_need t
WHERE t.person_id = :person AND t.nutrient_id = :nutrient
  AND t.day BETWEEN coalesce(:from, '0001-01-01') AND coalesce(:to, '9999-12-31')
ORDER BY t.day;
