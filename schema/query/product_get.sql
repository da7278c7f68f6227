-- A supplement or medicine of one's own.
SELECT * FROM product_card WHERE food_id = :food;
