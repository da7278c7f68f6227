-- The ages in months at which a reference value of a nutrient begins or is over: between two of them all
-- persons of one authority, sex and life stage need the same.
SELECT v.age_min_months AS bound FROM reference_value v WHERE v.nutrient_id = :nutrient
UNION
SELECT v.age_max_months + 1 FROM reference_value v WHERE v.nutrient_id = :nutrient
ORDER BY bound;
