-- Who it is, for whoever answers for the person's data.
ALTER TABLE people ADD COLUMN person_id uuid;
