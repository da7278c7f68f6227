-- One nutrient.
SELECT n.nutrient_id, n.number, n.symbol, n.name, n.unit FROM nutrient n WHERE n.nutrient_id = :nutrient;
