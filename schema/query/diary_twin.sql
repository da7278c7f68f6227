-- Entries that say what a row of a diary file says, and were there before its import, in their order.
SELECT i.intake_id FROM intake i
WHERE i.person_id = :person AND i.day = :day AND i.food_id = :food AND i.amount = :amount
  AND i.time IS :time AND i.meal IS :meal AND i.measure_amount IS :measure_amount
  AND i.measure IS :measure AND i.import_id IS NOT :import AND i.intake_id > :after
ORDER BY i.intake_id;
