-- A person's day in a nutrient beside what the person needs that day: nutrient_day and nutrient_need.
CREATE VIEW nutrient_day_need AS
SELECT t.*, b.stage, b.age_months, b.authority, b.target, b.target_kind, b.target_body, b.target_year,
       b.target_confidence, b.separate_value, b.average_requirement, b.average_kind,
       b.average_body, b.average_year, b.average_confidence, b.upper_limit, b.upper_scope, b.upper_body, b.upper_year,
       b.upper_confidence, b.upper_separate
FROM nutrient_day t
JOIN nutrient_need b
  ON b.person_id = t.person_id AND b.day = t.day AND b.nutrient_id = t.nutrient_id;
