INSERT INTO product_label (food_id, nutrient_id, label_amount, label_unit, label_per, compound,
  compound_id, is_elemental, daily_value_percent, daily_value_year)
VALUES (:food, :nutrient, :amount, :unit, :per, :compound, :compound_id, :elemental, :percent, :year);
