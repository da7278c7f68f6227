-- Labels whose amount and percentage of the daily value are more than a tenth apart: one of them, or
-- what it is of, was read wrong.
SELECT 'label says two things',
       p.product || ', ' || p.nutrient || ': ' || round(p.amount * p.label_per / f.per, 1) || ' ' || p.unit
       || ' for ' || p.daily_value_percent || ' % of the daily value'
FROM product_nutrient p
JOIN food f ON f.food_id = p.food_id
JOIN reference_nutrient m ON m.nutrient_id = p.nutrient_id AND m.kind = 'DV' AND m.factor IS NOT NULL
JOIN reference_intake i ON i.reference_id = (
  SELECT o.reference_id FROM reference_intake o
  WHERE o.authority = 'us' AND o.reference = m.reference AND o.kind = 'DV' AND o.unit = m.unit
    AND o.sex IS NULL AND o.life_stage IS NULL AND o.age_max_months = 9999
    AND o.year <= p.daily_value_year
  ORDER BY o.year DESC LIMIT 1)
WHERE p.label_amount IS NOT NULL
  AND abs(100.0 * p.amount * p.label_per / f.per / (i.amount * m.factor) - p.daily_value_percent)
      > max(1.0, 0.1 * p.daily_value_percent);
