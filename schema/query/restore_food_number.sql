-- The number of a food that comes from another database: its own where that is free, else the next of
-- those that are not FoodData Central's.
SELECT CASE WHEN EXISTS (SELECT 1 FROM food f WHERE f.food_id = :food)
            THEN 1 + max(1000000000, coalesce((SELECT max(f.food_id) FROM food f), 0))
            ELSE :food END;
