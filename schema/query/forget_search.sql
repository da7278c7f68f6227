DROP TABLE food_search;
