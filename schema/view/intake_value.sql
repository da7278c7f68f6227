-- One row per entry and nutrient: what the entry brought of it, in the nutrient's unit. A value
-- recorded with the entry wins over the food's (food_value); NULL = unknown. bound_share: the value is
-- a lower bound, of an entry that is known to this share; NULL = it is none.
CREATE VIEW intake_value AS
SELECT i.intake_id, i.person_id, i.day, i.time, i.meal, i.food_id, v.description, v.category_id,
       v.kind, v.basis, i.amount, v.nutrient_id,
       coalesce(
         (SELECT r.amount FROM intake_nutrient r
          WHERE r.intake_id = i.intake_id AND r.nutrient_id = v.nutrient_id),
         i.amount * v.amount / v.per) AS value,
       CASE WHEN v.bound_share IS NOT NULL AND NOT EXISTS (
              SELECT 1 FROM intake_nutrient r
              WHERE r.intake_id = i.intake_id AND r.nutrient_id = v.nutrient_id)
            THEN v.bound_share END AS bound_share,
       v.weight
FROM intake i
JOIN food_value v ON v.food_id = i.food_id;
