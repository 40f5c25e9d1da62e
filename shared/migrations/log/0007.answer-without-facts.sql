-- The answer to a command of which nothing follows names the fact that it was decided on, version and position. It named the
-- position of the stream's last fact, which somebody else may have appended meanwhile.

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
        SELECT f.position INTO at_position FROM log.all_facts f
        WHERE f.stream = of_stream AND f.version = expected_version;
        at_position := coalesce(at_position, 0);
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
