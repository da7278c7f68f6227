-- What an amount of a food would bring of magnesium and energy, and whether the magnesium is a lower
-- bound.
SELECT c.magnesium_mg * :amount / f.per, c.energy_kcal * :amount / f.per,
       EXISTS (SELECT 1 FROM food_nutrient v
               WHERE v.food_id = f.food_id AND v.nutrient_id = 1090 AND v.mark = 'lower bound')
FROM food f
JOIN food_card c ON c.food_id = f.food_id
WHERE f.food_id = :food;
