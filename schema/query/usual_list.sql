-- A person's usual meal as of a day (all meals where :meal is NULL): the foods eaten in it on at least
-- half of the last 14 days that have the meal, within the 90 days before and on 3 days at least. The
-- entries are those of the day on which the amount of the food was the median; of an even number of
-- days the smaller of the two in the middle, so that it is an amount that was eaten.
WITH entry AS MATERIALIZED (
  SELECT i.*, n.now_id, lower(coalesce(i.meal, '')) AS slot,
         dense_rank() OVER (PARTITION BY lower(coalesce(i.meal, '')) ORDER BY i.day DESC) AS age
  FROM intake i
  JOIN food_now n ON n.food_id = i.food_id
  WHERE i.person_id = :person AND i.day >= date(:day, '-90 days') AND i.day < :day
    AND (:meal IS NULL OR i.meal = :meal COLLATE NOCASE)
), recent AS MATERIALIZED (
  SELECT * FROM entry WHERE age <= 14
), slot AS (
  SELECT slot, max(age) AS days FROM recent GROUP BY slot
), portion AS (
  SELECT slot, now_id, day, sum(amount) AS amount FROM recent GROUP BY slot, now_id, day
), placed AS (
  SELECT *, count(*) OVER (PARTITION BY slot, now_id) AS days,
         row_number() OVER (PARTITION BY slot, now_id ORDER BY amount, day DESC) AS place
  FROM portion
)
SELECT recent.intake_id, recent.meal, recent.now_id, c.description,
       coalesce(recent.measure_amount, recent.amount), coalesce(recent.measure, f.basis),
       recent.amount, f.basis, c.magnesium_mg * recent.amount / f.per,
       c.energy_kcal * recent.amount / f.per, placed.days, slot.days
FROM placed
JOIN slot ON slot.slot = placed.slot
JOIN recent ON recent.slot = placed.slot AND recent.now_id = placed.now_id AND recent.day = placed.day
JOIN food f ON f.food_id = recent.now_id
JOIN food_card c ON c.food_id = recent.now_id
WHERE slot.days >= 3 AND 2 * placed.days >= slot.days AND placed.place = (placed.days + 1) / 2
ORDER BY slot.slot, recent.time IS NULL, recent.time, recent.intake_id;
