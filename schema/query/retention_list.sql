-- The ways of cooking, and how much of a nutrient each leaves; NULL = nothing is known.
SELECT t.code, t.food_group_id, t.description,
       (SELECT n.factor FROM retention_nutrient n
        WHERE n.retention_id = t.retention_id AND n.nutrient_id = :nutrient)
FROM retention_factor t
WHERE :text IS NULL OR instr(lower(t.description), lower(:text)) > 0 OR t.code = :text
ORDER BY t.code;
