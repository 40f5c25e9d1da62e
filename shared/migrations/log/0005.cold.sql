-- Old facts may stand apart, in partitions that can lie on another disk and be backed up once and for all. Writers know
-- only log.facts; whoever reads old facts reads both. How they move: shared/archive.py; why so: shared/decisions/0012.

CREATE TABLE log.cold (LIKE log.facts, PRIMARY KEY (position)) PARTITION BY RANGE (position);
CREATE INDEX cold_stream ON log.cold (stream, version);
CREATE INDEX cold_heard ON log.cold (source, sequence) WHERE source IS NOT NULL;

CREATE VIEW log.all_facts AS SELECT * FROM log.facts UNION ALL SELECT * FROM log.cold;

-- A fact leaves log.facts only for log.cold, where the same row must stand already.
CREATE FUNCTION log.refuse_loss() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    IF EXISTS (SELECT FROM gone WHERE NOT EXISTS (
        SELECT FROM log.cold WHERE cold.position = gone.position AND cold::text = gone::text))
    THEN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END
$$;

DROP TRIGGER append_only ON log.facts;
CREATE TRIGGER append_only BEFORE UPDATE OR TRUNCATE ON log.facts
FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();
CREATE TRIGGER no_loss AFTER DELETE ON log.facts REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_loss();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log.cold
FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();
