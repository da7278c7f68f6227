-- What a person's day brought of a nutrient, in its unit. food (with drink), supplement, medicine: 0
-- without such entries, NULL where all of them are unknown, else the sum of the known ones; a scheduled
-- dose is an entry of each of its days. recorded: the day's own total from food and drink, which wins
-- over the sum of food entries. total is NULL where nothing is known of the day's entries: a zero
-- beside unknown entries is no zero.
-- It drives from person and intake_day in this order (CROSS JOIN: else a join to person would read
-- the days of everybody), with correlated sums and no GROUP BY, so that a filter on person or day
-- reaches the indexes.
CREATE VIEW nutrient_day_sum AS
SELECT t.*,
       coalesce(
         nullif(coalesce(t.food, 0.0) + coalesce(t.supplement, 0.0) + coalesce(t.medicine, 0.0), 0.0),
         CASE WHEN t.food IS NULL OR t.supplement IS NULL OR t.medicine IS NULL THEN NULL
              ELSE 0.0 END) AS total
FROM (
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
                AND v.nutrient_id = n.nutrient_id AND v.kind = 'medicine') e) AS medicine
FROM person p
CROSS JOIN intake_day d ON d.person_id = p.person_id
CROSS JOIN nutrient n
LEFT JOIN intake_day_nutrient r
  ON r.person_id = d.person_id AND r.day = d.day AND r.nutrient_id = n.nutrient_id) t;
