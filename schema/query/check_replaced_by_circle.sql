-- Foods that are replaced by one that is itself replaced by them.
SELECT 'food replaced in a circle', f.food_id || ' and ' || g.food_id
FROM food f
JOIN food g ON g.food_id = f.replaced_by AND g.replaced_by = f.food_id;
