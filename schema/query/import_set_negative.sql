-- Nutrients of which an amount below 0 can be genuine.
SELECT n.nutrient_id FROM nutrient n WHERE n.may_be_negative;
