SELECT v.cv FROM requirement_cv v WHERE v.nutrient_id = :nutrient;
