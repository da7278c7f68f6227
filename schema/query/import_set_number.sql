SELECT n.number, n.nutrient_id FROM nutrient n WHERE n.number IS NOT NULL;
