DELETE FROM intake WHERE intake_id = :intake;
