-- Measures that it added or changed; what was there before comes back by the next query.
DELETE FROM food_portion WHERE (food_id, portion_no) IN (
  SELECT c.food_id, c.portion_no FROM food_portion_change c WHERE c.import_id = :import);
