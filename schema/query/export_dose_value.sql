-- What a scheduled dose brings of a nutrient, in its unit; NULL = unknown.
SELECT v.value FROM schedule_value v WHERE v.schedule_id = :id AND v.nutrient_id = :nutrient;
