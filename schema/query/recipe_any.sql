-- Whether there is a dish at all: planning what makes dishes anew takes longer than asking this.
SELECT 1 FROM recipe LIMIT 1;
