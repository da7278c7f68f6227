-- Every food with the other foods that are the same one in another source (or it itself):
-- NDB number, survey code, GTIN, or the food a starter food's figures come from.
CREATE VIEW food_tied AS
SELECT a.food_id, b.food_id AS same_food_id, s.rank
FROM food_same_as a
JOIN food_same_as b ON b.tie_id = a.tie_id
JOIN food f ON f.food_id = b.food_id
JOIN source s ON s.source_id = f.source_id;
