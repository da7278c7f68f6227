-- Stores anew what ingredients that have changed make of their dishes. Once more for dishes made of such
-- dishes, until nothing changes.
INSERT INTO recipe_nutrient (food_id) SELECT s.food_id FROM recipe_stale s;
