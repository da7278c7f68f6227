-- The NDB number as the food's lasting key. (The feed's column stands outside the function: the
-- planner then reads the feed first, and finds each food by its number.)
UPDATE food SET lasting_key = 'ndb:' || f.c2
FROM nutri_feed f
WHERE food.food_id = f.c1 AND food.lasting_key IS NOT 'ndb:' || f.c2;
