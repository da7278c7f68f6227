SELECT n.nutrient_id FROM nutrient n;
