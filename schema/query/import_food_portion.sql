-- Household measures: grams of one measure. c3 the amount (none or 0 = one), c4 the modifier, c5 the
-- grams, c7 the description, c8 the row's id, for files that do not number them, c9 the unit's name.
-- SR Legacy has the measure in the modifier, survey foods in the description with a numeric code in
-- the modifier (90000: the portion that the survey takes as usual), Foundation foods in a unit.
INSERT INTO food_portion (food_id, portion_no, measure, grams)
SELECT f.c1, coalesce(f.c2, f.c8),
       CASE WHEN f.c4 IS '90000' THEN 'usual portion'
            WHEN f.c9 IS NOT NULL AND f.c9 <> 'undetermined'
              THEN f.c9 || CASE WHEN f.c4 GLOB '*[^0-9]*' THEN ', ' || f.c4 ELSE '' END
            WHEN f.c4 GLOB '*[^0-9]*' THEN f.c4
            WHEN f.c7 LIKE '1 %' AND coalesce(f.c3, 0) IN (0, 1) THEN substr(f.c7, 3)
            ELSE coalesce(f.c7, f.c4, 'portion') END,
       f.c5 / CASE WHEN f.c3 > 0 THEN f.c3 ELSE 1 END
FROM nutri_feed f WHERE true
ON CONFLICT (food_id, portion_no) DO UPDATE SET measure = excluded.measure, grams = excluded.grams
WHERE food_portion.measure <> excluded.measure OR food_portion.grams <> excluded.grams;
