-- A second person beside ann of the demo, so that there is something unknown and a supplement to ask
-- for. Written from the plain shell: a person, two foods of one's own, a daily dose, three days.
INSERT INTO person (name, sex, born) VALUES ('bob', 'male', '1979-08-20');

-- A label rarely names magnesium. What is not named has no row: unknown, not zero.
INSERT INTO food (source_id, source_key, description, category_id, kind, basis, import_id)
VALUES (1, 'own:canteen-vegetables', 'Vegetables of the canteen', 11, 'food', 'g', NULL),
       (1, 'own:magnesium-100', 'Magnesium 100', NULL, 'supplement', 'unit', NULL);
INSERT INTO food_nutrient (food_id, nutrient_id, amount)
SELECT food_id, 1008, 90 FROM food WHERE source_id = 1 AND source_key = 'own:canteen-vegetables';
INSERT INTO food_portion (food_id, portion_no, measure, grams, is_usual)
SELECT food_id, 1, 'plate', 300, 1 FROM food WHERE source_id = 1 AND source_key = 'own:canteen-vegetables';

-- The tablet's label states 100 mg of magnesium itself; a trigger stores what that makes.
INSERT INTO product_label (food_id, nutrient_id, label_amount, label_unit, is_elemental)
SELECT food_id, 1090, 100, 'mg', 1 FROM food WHERE source_id = 1 AND source_key = 'own:magnesium-100';
INSERT INTO schedule (person_id, food_id, from_day, to_day, amount)
SELECT p.person_id, f.food_id, '2026-11-13', '2026-11-15', 1
FROM person p, food f
WHERE p.name = 'bob' AND f.source_id = 1 AND f.source_key = 'own:magnesium-100';

INSERT INTO diary (person, day, meal, food, amount, unit) VALUES
  ('bob', '2026-11-13', 'breakfast', 'oatmeal', 2, 'cup'),
  ('bob', '2026-11-13', 'lunch', 'Vegetables of the canteen', 1, 'plate'),
  ('bob', '2026-11-13', 'dinner', 'rice', 3, 'cup'),
  ('bob', '2026-11-13', 'dinner', 'salmon', 200, 'g'),
  ('bob', '2026-11-14', 'breakfast', 'oatmeal', 2, 'cup'),
  ('bob', '2026-11-14', 'lunch', 'black beans', 2, 'cup'),
  ('bob', '2026-11-14', 'dinner', 'pasta', 3, 'cup'),
  ('bob', '2026-11-14', 'dinner', 'olive oil', 2, 'tbsp'),
  ('bob', '2026-11-15', 'breakfast', 'coffee', 2, 'cup');
