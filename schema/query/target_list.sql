-- A person's own goals, of one nutrient after the other in USDA's order.
SELECT g.target_id, g.nutrient_id, g.from_day, g.to_day, g.amount, g.note, n.name, n.unit
FROM target g
JOIN nutrient n ON n.nutrient_id = g.nutrient_id
WHERE g.person_id = :person
ORDER BY n.rank, n.nutrient_id, g.from_day;
