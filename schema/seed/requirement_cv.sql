-- How much the requirement varies between people.
INSERT INTO requirement_cv (nutrient_id, cv, source) VALUES
  (1090, 0.1, 'IOM 1997, Dietary Reference Intakes for Ca, P, Mg, Vit D and F, ch. 6; IOM 2000, Applications in Dietary Assessment');
