INSERT INTO intake_nutrient (intake_id, nutrient_id, amount) VALUES (:id, :nutrient, :value);
