-- What an amount of a food would bring of magnesium and energy.
SELECT c.magnesium_mg * :amount / f.per, c.energy_kcal * :amount / f.per
FROM food f
JOIN food_card c ON c.food_id = f.food_id
WHERE f.food_id = :food;
