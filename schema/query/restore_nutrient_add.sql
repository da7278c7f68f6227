-- A nutrient under its number, symbol and USDA number where those are free.
INSERT INTO nutrient (nutrient_id, number, symbol, name, unit, rank)
SELECT CASE WHEN EXISTS (SELECT 1 FROM nutrient n WHERE n.nutrient_id = :nutrient_id)
            THEN 1 + max(999999, (SELECT max(n.nutrient_id) FROM nutrient n))
            ELSE :nutrient_id END,
       CASE WHEN NOT EXISTS (SELECT 1 FROM nutrient n WHERE n.number = :number) THEN :number END,
       CASE WHEN NOT EXISTS (SELECT 1 FROM nutrient n WHERE n.symbol = :symbol) THEN :symbol END,
       :name, :unit, :rank;
