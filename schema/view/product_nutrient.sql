-- What a supplement or medicine holds of each nutrient on its label, per 100 g, 100 ml or 1 unit, in the
-- nutrient's unit: the one place where a label's figure becomes the nutrient itself. A figure that is
-- the compound's counts with the compound's elemental_percent, once; a percentage of the daily value
-- by the US value for adults that held in daily_value_year. NULL = it cannot be computed.
-- Triggers store it in food_nutrient: INSERT of food_id and nutrient_id stores one anew.
CREATE VIEW product_nutrient AS
SELECT l.food_id, f.description AS product, f.kind, f.basis, l.nutrient_id, n.name AS nutrient,
       CASE WHEN l.label_amount IS NULL THEN
         l.daily_value_percent * (
           SELECT i.amount * m.factor
           FROM reference_nutrient m
           JOIN reference_intake i
             ON i.authority = 'us' AND i.reference = m.reference AND i.kind = m.kind
             AND i.unit = m.unit
           WHERE m.nutrient_id = l.nutrient_id AND m.kind = 'DV' AND i.sex IS NULL
             AND i.life_stage IS NULL AND i.age_max_months = 9999 AND i.year <= l.daily_value_year
           ORDER BY i.year DESC LIMIT 1) / 100.0
       ELSE
         l.label_amount
         * CASE l.label_unit WHEN n.unit THEN 1.0 ELSE coalesce(
             (SELECT a.factor / b.factor FROM unit a
              JOIN unit b ON b.dimension = a.dimension
              WHERE a.unit = l.label_unit AND b.unit = n.unit),
             (SELECT u.factor FROM nutrient_unit u
              WHERE u.nutrient_id = l.nutrient_id AND u.unit = l.label_unit)) END
         * CASE l.is_elemental WHEN 0 THEN c.elemental_percent ELSE 100.0 END / 100.0
       END * f.per / l.label_per AS amount,
       n.unit, l.label_amount, l.label_unit, l.label_per,
       CASE l.is_elemental WHEN 0 THEN c.name ELSE coalesce(l.compound, c.name) END AS compound,
       CASE l.is_elemental WHEN 0 THEN 0 ELSE 1 END AS is_elemental, l.daily_value_percent,
       l.daily_value_year
FROM product_label l
JOIN food f ON f.food_id = l.food_id
JOIN nutrient n ON n.nutrient_id = l.nutrient_id
LEFT JOIN compound c ON c.compound_id = l.compound_id;
