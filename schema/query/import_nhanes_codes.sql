-- The survey food codes of a source and their foods, the newest version of each first.
SELECT CAST(substr(f.lasting_key, 6) AS INTEGER), f.food_id
FROM food f
WHERE f.source_id = :source AND +f.lasting_key >= 'code:' AND +f.lasting_key < 'code;'
ORDER BY f.replaced_by IS NOT NULL, f.food_id DESC;
