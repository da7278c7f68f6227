-- A person's mean magnesium in mg a day over 7, 14 and 28 days, counted back from the last day of the
-- diary. Only counted days enter: days_counted of them; days_unconfirmed were left out (unmarked and
-- of implausible energy, see plausible_energy). target_mg is the mean of the counted days' targets,
-- shortfall_mg what the mean total is short of it. known_share below 1: the total is a lower bound,
-- the shortfall "at most"; so it is with unknown entries that have no energy (a pill, water), which
-- leave the share at 1: see unknown_entries in magnesium_by_day. Days of a scheduled dose alone are
-- none of the diary: the library counts them out, between two ends. NULL = cannot be computed: no
-- counted day, or no reference value.
CREATE VIEW magnesium_mean AS
SELECT w.person, w.days,
       (SELECT count(*)
        FROM magnesium_span_day t
        WHERE t.person_id = w.person_id AND t.span = w.days AND t.is_counted) AS days_counted,
       (SELECT count(*)
        FROM magnesium_span_day t
        WHERE t.person_id = w.person_id AND t.span = w.days AND t.status = 'unconfirmed') AS days_unconfirmed,
       (SELECT sum(t.food) / count(*)
        FROM magnesium_span_day t
        WHERE t.person_id = w.person_id AND t.span = w.days AND t.is_counted) AS food_mg,
       (SELECT sum(t.total) / count(*)
        FROM magnesium_span_day t
        WHERE t.person_id = w.person_id AND t.span = w.days AND t.is_counted) AS total_mg,
       (SELECT CASE count(b.target) WHEN count(*) THEN avg(b.target) END
        FROM magnesium_span_day t
        JOIN nutrient_need b
          ON b.person_id = t.person_id AND b.day = t.day AND b.nutrient_id = t.nutrient_id
        WHERE t.person_id = w.person_id AND t.span = w.days AND t.is_counted) AS target_mg,
       (SELECT b.target_kind
        FROM magnesium_span_day t
        JOIN nutrient_need b
          ON b.person_id = t.person_id AND b.day = t.day AND b.nutrient_id = t.nutrient_id
        WHERE t.person_id = w.person_id AND t.span = w.days AND t.is_counted
        ORDER BY t.day DESC LIMIT 1) AS target_kind,
       p.authority,
       (SELECT CASE count(b.target) WHEN count(*)
               THEN max(0.0, avg(b.target) - sum(t.total) / count(*)) END
        FROM magnesium_span_day t
        JOIN nutrient_need b
          ON b.person_id = t.person_id AND b.day = t.day AND b.nutrient_id = t.nutrient_id
        WHERE t.person_id = w.person_id AND t.span = w.days AND t.is_counted) AS shortfall_mg,
       (SELECT CASE count(b.target) WHEN count(*) THEN 100.0 * sum(t.total) / sum(b.target) END
        FROM magnesium_span_day t
        JOIN nutrient_need b
          ON b.person_id = t.person_id AND b.day = t.day AND b.nutrient_id = t.nutrient_id
        WHERE t.person_id = w.person_id AND t.span = w.days AND t.is_counted) AS percent,
       (SELECT CASE WHEN count(*) = 0 THEN NULL
                    WHEN sum(t.unknown_entries) = 0 THEN 1.0
                    WHEN sum(t.energy_unknown) = 0 AND sum(t.food_kcal) > 0
                      THEN sum(t.kcal_known) / sum(t.food_kcal)
                    WHEN sum(t.grams) > 0 THEN sum(t.grams_known) / sum(t.grams)
                    ELSE 0.0 END
        FROM magnesium_span_day t
        WHERE t.person_id = w.person_id AND t.span = w.days AND t.is_counted) AS known_share
FROM magnesium_span w
JOIN person p ON p.person_id = w.person_id;
