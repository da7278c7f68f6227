-- Takes away all kept totals.
DELETE FROM intake_day_total;
