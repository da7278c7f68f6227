-- One food as it is shown.
SELECT * FROM food_card WHERE food_id = :food;
