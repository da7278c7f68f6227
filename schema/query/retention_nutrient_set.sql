-- How much of a nutrient a way of cooking leaves.
INSERT INTO retention_nutrient (retention_id, nutrient_id, factor)
SELECT t.retention_id, :nutrient, :factor FROM retention_factor t WHERE t.code = trim(:code)
ON CONFLICT (retention_id, nutrient_id) DO UPDATE SET factor = excluded.factor;
