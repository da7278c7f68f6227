-- Categories of FoodData Central's branded foods that hold supplements (branded_food_category). Meal
-- replacements are eaten in place of food and stay food.
INSERT INTO label_category (category, kind) VALUES
  ('Specialty Formula Supplements', 'supplement'),
  ('Green Supplements', 'supplement'),
  ('Herbal Supplements', 'supplement'),
  ('Amino Acid Supplements', 'supplement'),
  ('Antioxidant Supplements', 'supplement'),
  ('Digestive & Fiber Supplements', 'supplement'),
  ('Fatty Acid Supplements', 'supplement'),
  ('Vitamins', 'supplement'),
  ('Vitamins & Minerals', 'supplement'),
  ('Vitamins/Minerals/Nutritional Supplements', 'supplement'),
  ('Nutritional Supplements', 'supplement'),
  ('Children''s Nutritional Supplements', 'supplement'),
  ('Meal Replacement Supplements', 'food');
