-- Nothing of a message is kept aside: it may hold what nobody should read, and the teller has it. What failed is tried
-- again by itself, at `try_at`, before it is parked for an operator.
ALTER TABLE log.parked DROP COLUMN message;
ALTER TABLE log.parked ADD COLUMN try_at timestamptz NOT NULL DEFAULT clock_timestamp();
