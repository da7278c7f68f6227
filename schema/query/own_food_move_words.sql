-- Words for a food name its newest version.
UPDATE food_alias SET food_id = :food WHERE food_id = :old;
