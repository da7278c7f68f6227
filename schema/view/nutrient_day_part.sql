-- The parts every total is made of, one row per person, day and nutrient, in the nutrient's unit.
-- food, supplement, medicine: 0 without such entries, NULL where all of them are unknown, else the
-- sum of the known ones. unknown_entries: entries without a value; they make the sums lower bounds.
-- recorded: the day's own total from food and drink, which wins over the sum of food entries.
-- A day known by recorded totals alone is one entry, unknown where this nutrient was not recorded.
-- unknown_nonfood: those of them that are supplements or medicines. Energy is in kcal. food_kcal (of it kcal_known with a value), energy_unknown (food entries without
-- energy), grams (foods without beverages, of it grams_known) are what the known share is made of.
-- It drives from person and intake_day in this order (CROSS JOIN: else a join to person would read
-- the days of everybody), with correlated sums and no GROUP BY, so that a filter on person or day
-- reaches the indexes.
CREATE VIEW nutrient_day_part AS
SELECT p.person_id, p.name AS person, p.sex, d.day, d.completeness, d.recall_no,
       n.nutrient_id, n.name AS nutrient, n.unit,
       r.amount AS recorded,
       coalesce(r.amount, (SELECT CASE count(*) WHEN 0 THEN
                                   CASE WHEN EXISTS (
                                     SELECT 1 FROM intake_day_record x
                                     WHERE x.person_id = d.person_id AND x.day = d.day)
                                   THEN NULL ELSE 0.0 END
                                 ELSE sum(e.value) END
        FROM (SELECT v.value FROM intake_value v
              WHERE v.person_id = d.person_id AND v.day = d.day
                AND v.nutrient_id = n.nutrient_id AND v.kind = 'food'
              UNION ALL
              SELECT v.value FROM schedule_value v
              WHERE v.person_id = d.person_id AND d.day BETWEEN v.from_day AND v.to_day
                AND v.nutrient_id = n.nutrient_id AND v.kind = 'food') e)) AS food,
       (SELECT CASE count(*) WHEN 0 THEN 0.0 ELSE sum(e.value) END
        FROM (SELECT v.value FROM intake_value v
              WHERE v.person_id = d.person_id AND v.day = d.day
                AND v.nutrient_id = n.nutrient_id AND v.kind = 'supplement'
              UNION ALL
              SELECT v.value FROM schedule_value v
              WHERE v.person_id = d.person_id AND d.day BETWEEN v.from_day AND v.to_day
                AND v.nutrient_id = n.nutrient_id AND v.kind = 'supplement') e) AS supplement,
       (SELECT CASE count(*) WHEN 0 THEN 0.0 ELSE sum(e.value) END
        FROM (SELECT v.value FROM intake_value v
              WHERE v.person_id = d.person_id AND v.day = d.day
                AND v.nutrient_id = n.nutrient_id AND v.kind = 'medicine'
              UNION ALL
              SELECT v.value FROM schedule_value v
              WHERE v.person_id = d.person_id AND d.day BETWEEN v.from_day AND v.to_day
                AND v.nutrient_id = n.nutrient_id AND v.kind = 'medicine') e) AS medicine,
       coalesce(
         k.amount,
         (SELECT CASE count(*) WHEN 0 THEN 0.0 ELSE sum(v.value) END FROM intake_value v
          WHERE v.person_id = d.person_id AND v.day = d.day AND v.nutrient_id = 1008)) AS kcal,
       (SELECT count(*) FROM intake i WHERE i.person_id = d.person_id AND i.day = d.day)
         + (SELECT count(*) FROM schedule s
            WHERE s.person_id = d.person_id
              AND d.day BETWEEN s.from_day AND coalesce(s.to_day, '9999-12-31'))
         + EXISTS (SELECT 1 FROM intake_day_record x
                   WHERE x.person_id = d.person_id AND x.day = d.day) AS entries,
       (SELECT count(*) FROM intake_value v
        WHERE v.person_id = d.person_id AND v.day = d.day AND v.nutrient_id = n.nutrient_id
          AND v.value IS NULL AND (v.kind <> 'food' OR r.amount IS NULL))
         + (SELECT count(*) FROM schedule_value v
            WHERE v.person_id = d.person_id AND d.day BETWEEN v.from_day AND v.to_day
              AND v.nutrient_id = n.nutrient_id AND v.value IS NULL)
         + (r.amount IS NULL AND EXISTS (
              SELECT 1 FROM intake_day_record x
              WHERE x.person_id = d.person_id AND x.day = d.day)) AS unknown_entries,
       (SELECT count(*) FROM intake_value v
        WHERE v.person_id = d.person_id AND v.day = d.day AND v.nutrient_id = n.nutrient_id
          AND v.value IS NULL AND v.kind <> 'food')
         + (SELECT count(*) FROM schedule_value v
            WHERE v.person_id = d.person_id AND d.day BETWEEN v.from_day AND v.to_day
              AND v.nutrient_id = n.nutrient_id AND v.value IS NULL AND v.kind <> 'food')
         AS unknown_nonfood,
       coalesce(k.amount, (SELECT total(v.value) FROM intake_value v
        WHERE v.person_id = d.person_id AND v.day = d.day AND v.nutrient_id = 1008
          AND v.kind = 'food')) AS food_kcal,
       coalesce(CASE WHEN r.amount IS NOT NULL THEN k.amount END, (SELECT total(v.value) FROM intake_value v
        WHERE v.person_id = d.person_id AND v.day = d.day AND v.nutrient_id = 1008
          AND v.kind = 'food'
          AND (r.amount IS NOT NULL OR EXISTS (
            SELECT 1 FROM intake_value w
            WHERE w.intake_id = v.intake_id AND w.nutrient_id = n.nutrient_id
              AND w.value IS NOT NULL)))) AS kcal_known,
       CASE WHEN k.amount IS NULL THEN
         (SELECT count(*) FROM intake_value v
          WHERE v.person_id = d.person_id AND v.day = d.day AND v.nutrient_id = 1008
            AND v.kind = 'food' AND v.value IS NULL) ELSE 0 END AS energy_unknown,
       (SELECT total(v.amount) FROM intake_value v
        LEFT JOIN food_category c ON c.category_id = v.category_id
        WHERE v.person_id = d.person_id AND v.day = d.day AND v.nutrient_id = n.nutrient_id
          AND v.kind = 'food' AND c.is_beverage IS NOT 1) AS grams,
       (SELECT total(v.amount) FROM intake_value v
        LEFT JOIN food_category c ON c.category_id = v.category_id
        WHERE v.person_id = d.person_id AND v.day = d.day AND v.nutrient_id = n.nutrient_id
          AND v.kind = 'food' AND c.is_beverage IS NOT 1
          AND (r.amount IS NOT NULL OR v.value IS NOT NULL)) AS grams_known
FROM person p
CROSS JOIN intake_day d ON d.person_id = p.person_id
CROSS JOIN nutrient n
LEFT JOIN intake_day_nutrient r
  ON r.person_id = d.person_id AND r.day = d.day AND r.nutrient_id = n.nutrient_id
LEFT JOIN intake_day_nutrient k
  ON k.person_id = d.person_id AND k.day = d.day AND k.nutrient_id = 1008;
