-- What the person's authority prints for a nutrient, a person and a day. The person's own goals stay out
-- of it: a group is held against what is printed.
SELECT r.target, r.target_kind, r.average_requirement, r.upper_limit, r.upper_scope
FROM nutrient_reference r
WHERE r.person_id = :person AND r.day = :day AND r.nutrient_id = :nutrient
  AND r.authority = r.own_authority;
