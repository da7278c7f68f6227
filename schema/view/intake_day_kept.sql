-- intake_day_total with what its parts make: total and known_share, as in nutrient_day. A view, no
-- generated columns: with those SQLite 3.37 refuses whole numbers in the REAL columns of a STRICT table.
CREATE VIEW intake_day_kept AS
SELECT t.*,
       coalesce(nullif(coalesce(t.food, 0.0) + coalesce(t.supplement, 0.0)
                         + coalesce(t.medicine, 0.0), 0.0),
                CASE WHEN t.food IS NULL OR t.supplement IS NULL OR t.medicine IS NULL THEN NULL
                     ELSE 0.0 END) AS total,
       CASE WHEN t.unknown_entries = 0 THEN 1.0
            WHEN t.energy_unknown = 0 AND t.food_kcal > 0 THEN t.kcal_known / t.food_kcal
            WHEN t.grams > 0 THEN t.grams_known / t.grams
            ELSE 0.0 END AS known_share
FROM intake_day_total t;
