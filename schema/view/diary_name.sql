-- What a name in the diary can mean: ask it with food = 'spinach' or food LIKE '%spinach%'.
-- Lower steps go first: 1 an own food, 2 a person's own word, then by source. A name is ambiguous
-- when two foods that are not the same one stand in its lowest step.
CREATE VIEW diary_name AS
SELECT n.name AS food, n.food_id, n.description, n.source, n.step
FROM food_name n;
