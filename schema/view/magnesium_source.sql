-- Which entries brought the magnesium of a day: amount eaten in the food's basis, mg, and the share
-- (0 to 1) of the day's known total. NULL mg = unknown.
CREATE VIEW magnesium_source AS
SELECT s.person, s.day, s.food_id, s.description, s.amount, s.basis, s.value AS magnesium_mg, s.share
FROM nutrient_source s
WHERE s.nutrient_id = 1090;
