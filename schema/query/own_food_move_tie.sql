-- The newer version is what other sources' foods are tied to.
UPDATE food_same_as SET food_id = :food WHERE food_id = :old;
