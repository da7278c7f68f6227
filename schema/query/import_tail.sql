-- Values that stand behind all that a format can bring.
SELECT n.food_id, n.nutrient_id, n.amount, n.mark FROM food_nutrient n WHERE n.food_id >= :from;
