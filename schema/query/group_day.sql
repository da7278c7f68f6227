-- The days of a group that enter its means, person by person: each with its totals in the nutrient, what
-- the known share is made of, and who ate. weekend 1: Friday to Sunday, NULL of undated days. Filters that
-- are NULL hold nobody back; ages are in completed months on the day, stage none is neither pregnant
-- nor lactating.
SELECT d.person_id, d.day, d.sex, d.age_months, d.stage, d.authority, d.feeding,
       t.food, t.supplement, t.medicine, t.entries, t.unknown_entries, t.unknown_nonfood,
       t.food_kcal, t.kcal_known, t.energy_unknown, t.grams, t.grams_known,
       CASE WHEN t.dated THEN strftime('%w', d.day) IN ('0', '5', '6') END AS weekend,
       i.recall_no, s.survey, s.weight, s.weight_two_days, s.stratum, s.psu
FROM person_day d
CROSS JOIN nutrient_day t ON t.person_id = d.person_id AND t.day = d.day
CROSS JOIN intake_day i ON i.person_id = d.person_id AND i.day = d.day
LEFT JOIN survey s ON s.person_id = d.person_id
WHERE t.nutrient_id = :nutrient
  AND d.day BETWEEN coalesce(:from, '0001-01-01') AND coalesce(:to, '9999-12-31')
  AND (:sex IS NULL OR d.sex = :sex)
  AND (:age_min IS NULL OR d.age_months >= :age_min)
  AND (:age_max IS NULL OR d.age_months <= :age_max)
  AND (:stage IS NULL OR coalesce(d.stage, 'none') = :stage)
  AND (:survey IS NULL OR s.survey = :survey)
  AND (:tag IS NULL OR EXISTS (SELECT 1 FROM person_tag g
                               WHERE g.person_id = d.person_id AND g.tag = :tag))
  AND t.is_counted
  AND (:today IS NULL OR d.day < :today OR t.completeness IS 'complete')
ORDER BY d.person_id, d.day;
