-- The food that a food is now: of one's own foods the newest version, of others the food itself.
CREATE VIEW food_now AS
SELECT f.food_id,
       CASE WHEN f.replaced_by IS NOT NULL AND s.name = 'own' THEN f.replaced_by ELSE f.food_id END
         AS now_id
FROM food f
JOIN source s ON s.source_id = f.source_id;
