-- Household measures: grams of one measure. Without an amount, or with 0, the text is the measure.
INSERT INTO food_portion (food_id, portion_no, measure, grams)
SELECT f.c1, f.c2, f.c4, f.c5 / CASE WHEN f.c3 > 0 THEN f.c3 ELSE 1 END FROM nutri_feed f WHERE true
ON CONFLICT (food_id, portion_no) DO UPDATE SET measure = excluded.measure, grams = excluded.grams
WHERE food_portion.measure <> excluded.measure OR food_portion.grams <> excluded.grams;
