DELETE FROM import_source WHERE import_id = :import;
