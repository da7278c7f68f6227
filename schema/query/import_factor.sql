-- Household measures given as a share of 100 g: c3 the share, c4 the measure.
INSERT INTO food_portion (food_id, portion_no, measure, grams)
SELECT f.c1, f.c2, coalesce(f.c4, 'portion'), f.c3 * 100 FROM nutri_feed f WHERE true
ON CONFLICT (food_id, portion_no) DO UPDATE SET measure = excluded.measure, grams = excluded.grams
WHERE food_portion.measure <> excluded.measure OR food_portion.grams <> excluded.grams;
