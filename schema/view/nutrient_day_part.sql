-- The parts every total is made of, one row per person, day and nutrient: nutrient_day_sum, and how much
-- of the day is known. unknown_entries: entries without a value, or with a lower bound for one (a dish
-- with ingredients of unknown content); they make the sums lower bounds. unknown_nonfood: those of
-- them that are supplements or medicines. A day known by recorded totals alone is one entry, unknown
-- where this nutrient was not recorded. Energy is in kcal. food_kcal (of it kcal_known with a value, of
-- lower bounds the share that is known), energy_unknown (food entries without all their energy), grams
-- (foods without beverages, of it grams_known) are what the known share is made of.
CREATE VIEW nutrient_day_part AS
SELECT t.*,
       coalesce(
         k.amount,
         (SELECT CASE count(*) WHEN 0 THEN 0.0 ELSE sum(e.value) END
          FROM (SELECT v.value FROM intake_value v
                WHERE v.person_id = t.person_id AND v.day = t.day AND v.nutrient_id = 1008
                UNION ALL
                SELECT v.value FROM schedule_value v
                WHERE v.person_id = t.person_id AND t.day BETWEEN v.from_day AND v.to_day
                  AND v.nutrient_id = 1008) e)) AS kcal,
       (SELECT count(*) FROM intake i WHERE i.person_id = t.person_id AND i.day = t.day)
         + (SELECT count(*) FROM schedule s
            WHERE s.person_id = t.person_id
              AND t.day BETWEEN s.from_day AND coalesce(s.to_day, '9999-12-31'))
         + EXISTS (SELECT 1 FROM intake_day_record x
                   WHERE x.person_id = t.person_id AND x.day = t.day) AS entries,
       (SELECT count(*) FROM intake_value v
        WHERE v.person_id = t.person_id AND v.day = t.day AND v.nutrient_id = t.nutrient_id
          AND (v.value IS NULL OR v.bound_share IS NOT NULL)
          AND (v.kind <> 'food' OR t.recorded IS NULL))
         + (SELECT count(*) FROM schedule_value v
            WHERE v.person_id = t.person_id AND t.day BETWEEN v.from_day AND v.to_day
              AND v.nutrient_id = t.nutrient_id
              AND (v.value IS NULL OR v.bound_share IS NOT NULL)
              AND (v.kind <> 'food' OR t.recorded IS NULL))
         + (t.recorded IS NULL AND EXISTS (
              SELECT 1 FROM intake_day_record x
              WHERE x.person_id = t.person_id AND x.day = t.day)) AS unknown_entries,
       (SELECT count(*) FROM intake_value v
        WHERE v.person_id = t.person_id AND v.day = t.day AND v.nutrient_id = t.nutrient_id
          AND v.kind <> 'food' AND (v.value IS NULL OR v.bound_share IS NOT NULL))
         + (SELECT count(*) FROM schedule_value v
            WHERE v.person_id = t.person_id AND t.day BETWEEN v.from_day AND v.to_day
              AND v.nutrient_id = t.nutrient_id
              AND v.kind <> 'food' AND (v.value IS NULL OR v.bound_share IS NOT NULL))
         AS unknown_nonfood,
       coalesce(k.amount,
         (SELECT total(e.value)
          FROM (SELECT v.value FROM intake_value v
                WHERE v.person_id = t.person_id AND v.day = t.day AND v.nutrient_id = 1008
                  AND v.kind = 'food'
                UNION ALL
                SELECT v.value FROM schedule_value v
                WHERE v.person_id = t.person_id AND t.day BETWEEN v.from_day AND v.to_day
                  AND v.nutrient_id = 1008 AND v.kind = 'food') e)) AS food_kcal,
       coalesce(CASE WHEN t.recorded IS NOT NULL THEN k.amount END,
         (SELECT total(e.value)
          FROM (SELECT v.value * CASE WHEN t.recorded IS NOT NULL THEN 1.0 ELSE (
                         SELECT CASE WHEN w.value IS NULL THEN 0.0 ELSE coalesce(w.bound_share, 1.0) END
                         FROM intake_value w
                         WHERE w.intake_id = v.intake_id AND w.nutrient_id = t.nutrient_id) END AS value
                FROM intake_value v
                WHERE v.person_id = t.person_id AND v.day = t.day AND v.nutrient_id = 1008
                  AND v.kind = 'food'
                UNION ALL
                SELECT v.value * CASE WHEN t.recorded IS NOT NULL THEN 1.0 ELSE (
                         SELECT CASE WHEN w.value IS NULL THEN 0.0 ELSE coalesce(w.bound_share, 1.0) END
                         FROM schedule_value w
                         WHERE w.schedule_id = v.schedule_id AND w.nutrient_id = t.nutrient_id) END
                FROM schedule_value v
                WHERE v.person_id = t.person_id AND t.day BETWEEN v.from_day AND v.to_day
                  AND v.nutrient_id = 1008 AND v.kind = 'food') e)) AS kcal_known,
       CASE WHEN k.amount IS NULL THEN
         (SELECT count(*) FROM intake_value v
          WHERE v.person_id = t.person_id AND v.day = t.day AND v.nutrient_id = 1008
            AND v.kind = 'food' AND (v.value IS NULL OR v.bound_share IS NOT NULL))
         + (SELECT count(*) FROM schedule_value v
            WHERE v.person_id = t.person_id AND t.day BETWEEN v.from_day AND v.to_day
              AND v.nutrient_id = 1008
              AND v.kind = 'food' AND (v.value IS NULL OR v.bound_share IS NOT NULL))
         ELSE 0 END AS energy_unknown,
       (SELECT total(e.grams)
        FROM (SELECT v.amount * v.weight AS grams
              FROM intake_value v
              LEFT JOIN food_category c ON c.category_id = v.category_id
              WHERE v.person_id = t.person_id AND v.day = t.day AND v.nutrient_id = t.nutrient_id
                AND v.kind = 'food' AND c.is_beverage IS NOT 1
              UNION ALL
              SELECT v.amount * v.weight
              FROM schedule_value v
              LEFT JOIN food_category c ON c.category_id = v.category_id
              WHERE v.person_id = t.person_id AND t.day BETWEEN v.from_day AND v.to_day
                AND v.nutrient_id = t.nutrient_id AND v.kind = 'food' AND c.is_beverage IS NOT 1) e)
         AS grams,
       (SELECT total(e.grams)
        FROM (SELECT v.amount * v.weight
                       * CASE WHEN t.recorded IS NOT NULL THEN 1.0
                              ELSE coalesce(v.bound_share, v.value IS NOT NULL) END AS grams
              FROM intake_value v
              LEFT JOIN food_category c ON c.category_id = v.category_id
              WHERE v.person_id = t.person_id AND v.day = t.day AND v.nutrient_id = t.nutrient_id
                AND v.kind = 'food' AND c.is_beverage IS NOT 1
              UNION ALL
              SELECT v.amount * v.weight
                       * CASE WHEN t.recorded IS NOT NULL THEN 1.0
                              ELSE coalesce(v.bound_share, v.value IS NOT NULL) END
              FROM schedule_value v
              LEFT JOIN food_category c ON c.category_id = v.category_id
              WHERE v.person_id = t.person_id AND t.day BETWEEN v.from_day AND v.to_day
                AND v.nutrient_id = t.nutrient_id AND v.kind = 'food' AND c.is_beverage IS NOT 1) e)
         AS grams_known
FROM nutrient_day_sum t
LEFT JOIN intake_day_nutrient k
  ON k.person_id = t.person_id AND k.day = t.day AND k.nutrient_id = 1008;
