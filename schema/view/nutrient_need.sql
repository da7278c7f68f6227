-- What a person needs of a nutrient on a day of the diary, in the nutrient's unit: the values of the
-- person's authority (nutrient_reference), and before its target the person's own goal (target_kind
-- own, which has no printed source).
CREATE VIEW nutrient_need AS
SELECT r.person_id, r.person, r.day, r.sex, r.age_months, r.stage, r.authority, r.nutrient_id,
       coalesce(r.goal, r.target) AS target,
       CASE WHEN r.goal IS NULL THEN r.target_kind ELSE 'own' END AS target_kind,
       CASE WHEN r.goal IS NULL THEN r.target_body END AS target_body,
       CASE WHEN r.goal IS NULL THEN r.target_year END AS target_year,
       CASE WHEN r.goal IS NULL THEN r.target_confidence END AS target_confidence,
       r.separate_value, r.average_requirement, r.average_kind, r.average_body, r.average_year,
       r.average_confidence, r.upper_limit, r.upper_scope, r.upper_body, r.upper_year,
       r.upper_confidence, r.upper_separate
FROM nutrient_reference r
WHERE r.authority = r.own_authority;
