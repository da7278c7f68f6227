-- Totals of a nutrient per person and day (nutrient_day_kept), and how far they can be trusted.
-- known_share (0 to 1) is by energy, and where an entry's energy is missing by the grams of foods
-- without beverages. status says whether the day enters a mean: complete (marked), counted (unmarked,
-- of plausible energy: see plausible_energy), unconfirmed (unmarked, of another energy: shown, left
-- out), partial, not tracked; is_counted is 1 for the first two. Views know no today: a day that is
-- not over counts by its energy like any other.
CREATE VIEW nutrient_day AS
SELECT t.*,
       CASE WHEN t.unknown_entries = 0 THEN 1.0
            WHEN t.energy_unknown = 0 AND t.food_kcal > 0 THEN t.kcal_known / t.food_kcal
            WHEN t.grams > 0 THEN t.grams_known / t.grams
            ELSE 0.0 END AS known_share,
       coalesce(t.completeness,
                CASE WHEN t.kcal BETWEEN e.kcal_low AND e.kcal_high THEN 'counted'
                     ELSE 'unconfirmed' END) AS status,
       coalesce(t.completeness = 'complete',
                t.kcal BETWEEN e.kcal_low AND e.kcal_high, 0) AS is_counted,
       t.day >= '0002-01-01' AS dated
FROM nutrient_day_kept t
LEFT JOIN plausible_energy e ON e.sex IS t.sex;
