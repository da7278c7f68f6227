-- Foods that stand in a diary or a schedule: what they hold there is history.
CREATE VIEW food_used AS
SELECT f.food_id
FROM food f
WHERE EXISTS (SELECT 1 FROM intake i WHERE i.food_id = f.food_id)
   OR EXISTS (SELECT 1 FROM schedule s WHERE s.food_id = f.food_id);
