-- An append in fewer steps. What was dropped guarded nothing else: ids are UUIDv7, made once, and are never looked up; a
-- heard fact's sequence needs its index, our own facts don't. Figures: shared/decisions/0011.

ALTER TABLE log.facts DROP CONSTRAINT facts_id_key;
ALTER TABLE log.facts DROP CONSTRAINT facts_source_sequence_key;
CREATE UNIQUE INDEX facts_heard ON log.facts (source, sequence) WHERE source IS NOT NULL;

CREATE OR REPLACE FUNCTION log.append(
    of_stream text, expected_version bigint, facts jsonb,
    by_actor text, in_correlation uuid, by_causation uuid,
    command_key uuid, command_fingerprint text
) RETURNS TABLE (at_version bigint, at_position bigint) LANGUAGE plpgsql AS
$$
DECLARE
    fact jsonb;
BEGIN
    at_version := expected_version;
    IF jsonb_array_length(facts) = 0 THEN
        SELECT coalesce(max(f.position), 0) INTO at_position FROM log.all_facts f WHERE f.stream = of_stream;
    ELSE
        PERFORM pg_advisory_xact_lock_shared(last_value) FROM log.position;
    END IF;
    FOR number IN 0 .. jsonb_array_length(facts) - 1 LOOP
        fact := facts -> number;
        at_version := at_version + 1;
        INSERT INTO log.facts
            (stream, version, id, name, fact_version, data, personal, actor, correlation, causation)
        VALUES (of_stream, at_version, (fact ->> 'id')::uuid, fact ->> 'name', (fact ->> 'version')::integer,
                fact -> 'data', nullif(fact -> 'personal', 'null'), by_actor, in_correlation, by_causation)
        RETURNING facts.position INTO at_position;
    END LOOP;
    INSERT INTO log.commands (key, fingerprint, stream, version, position)
    VALUES (command_key, command_fingerprint, of_stream, at_version, at_position);
    RETURN NEXT;
END
$$;
