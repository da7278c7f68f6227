-- The days within each span of magnesium_mean, in magnesium. CROSS JOIN: the span comes first, it
-- bounds the days.
CREATE VIEW magnesium_span_day AS
SELECT w.days AS span, t.*
FROM magnesium_span w
CROSS JOIN nutrient_day t
  ON t.person_id = w.person_id AND t.day BETWEEN w.from_day AND w.to_day AND t.nutrient_id = 1090;
