-- The supplements and medicines of one's own, without older versions.
SELECT * FROM product_card WHERE replaced_by IS NULL ORDER BY description, food_id;
