SELECT n.nutrient_id, n.number, n.symbol, n.name, n.unit, n.rank
FROM nutrient n
WHERE n.nutrient_id = :id;
