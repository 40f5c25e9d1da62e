-- What fails is tried again by itself before an operator is asked, and nothing of a message's content is kept.

DROP INDEX log.parked_open;
ALTER TABLE log.parked DROP CONSTRAINT parked_state_check;
ALTER TABLE log.parked DROP COLUMN message;
ALTER TABLE log.parked ADD COLUMN try_at timestamptz NOT NULL DEFAULT clock_timestamp();
DELETE FROM log.parked WHERE reader LIKE 'malformed:%' OR reason = 'AnotherLog';
UPDATE log.parked SET state = 'waiting' WHERE state IN ('behind', 'retry');
ALTER TABLE log.parked ADD CHECK (state IN ('waiting', 'parked', 'done', 'skipped'));
CREATE INDEX parked_open ON log.parked (reader, stream, position) WHERE state IN ('waiting', 'parked');
