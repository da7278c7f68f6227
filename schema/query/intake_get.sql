SELECT * FROM intake_card WHERE intake_id = :intake;
