-- What an entry brought of a nutrient, in its unit; NULL = unknown.
SELECT v.value FROM intake_value v WHERE v.intake_id = :id AND v.nutrient_id = :nutrient;
