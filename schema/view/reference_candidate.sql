-- The reference values of every authority that fit a person on a day of the diary, by sex (or both),
-- age in completed months, feeding and life stage. A stage without a value of its own takes the base value
-- of the age for a UL, and where the authority gives the stage no increment or no values at all;
-- where it raises any value for the stage but prints none of this kind or age there is none: never a
-- guess. The pick among
-- what fits is by stage_value (1 first), then the newest year.
CREATE VIEW reference_candidate AS
SELECT d.person_id, d.day, v.authority, v.nutrient_id, v.reference_id, v.kind, v.provisional, v.year,
       v.life_stage IS d.stage AS stage_value
FROM person_day d
CROSS JOIN reference_value v
WHERE d.age_months BETWEEN v.age_min_months AND v.age_max_months
  AND (v.sex IS NULL OR v.sex = d.sex)
  AND (v.variant IS NULL OR v.variant = d.feeding)
  AND (v.life_stage IS d.stage
       OR v.life_stage IS NULL
          AND (v.kind = 'UL'
               OR NOT EXISTS (
                 SELECT 1 FROM reference_value x
                 WHERE x.nutrient_id = v.nutrient_id AND x.authority = v.authority
                   AND x.kind <> 'UL' AND x.life_stage = d.stage AND x.no_increment = 0)));
