-- The log and what the kernel keeps beside it. The migrator owns all of it; what the application may do is
-- granted in grants.sql.

CREATE SEQUENCE log.position AS bigint MINVALUE 0 START 0 CACHE 1;
-- Position 0 is taken here, so that the marker of the first append (the last position given) is below its facts.
DO $$ BEGIN PERFORM nextval('log.position'); END $$;

CREATE TABLE log.facts (
    position bigint PRIMARY KEY DEFAULT nextval('log.position'),
    stream text NOT NULL,
    version bigint NOT NULL,
    id uuid NOT NULL UNIQUE,
    name text NOT NULL,
    fact_version integer NOT NULL,
    source text,            -- the service that told it; null for our own
    sequence bigint,        -- the teller's sequence, for a heard fact
    data jsonb NOT NULL,
    personal jsonb,         -- fields marked personal, by path
    actor text NOT NULL,
    correlation uuid NOT NULL,
    causation uuid,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (stream, version),
    UNIQUE (source, sequence)
);

-- Answers to commands by idempotency key: the same command twice gets the first answer.
CREATE TABLE log.commands (
    key uuid PRIMARY KEY,
    fingerprint text NOT NULL,
    stream text NOT NULL,
    version bigint NOT NULL,
    position bigint NOT NULL,
    answered_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- The teller's own gap-free sequence of public facts.
CREATE TABLE log.told (
    sequence bigint PRIMARY KEY,
    position bigint NOT NULL UNIQUE
);

CREATE TABLE log.checkpoints (
    reader text PRIMARY KEY,
    position bigint NOT NULL
);

-- How far each source has been heard, and which log of it we follow.
CREATE TABLE log.heard (
    source text PRIMARY KEY,
    teller uuid,
    sequence bigint NOT NULL DEFAULT 0
);

CREATE TABLE log.deadlines (
    position bigint PRIMARY KEY,
    stream text NOT NULL,
    due_at timestamptz NOT NULL,
    passed_at timestamptz
);
CREATE INDEX deadlines_open ON log.deadlines (due_at) WHERE passed_at IS NULL;

-- What a reader or the heard door could not digest. Its stream waits until an operator retries or skips it.
CREATE TABLE log.parked (
    reader text NOT NULL,
    position bigint NOT NULL,   -- the fact's position, or the teller's sequence at the heard door
    stream text NOT NULL,
    state text NOT NULL CHECK (state IN ('parked', 'behind', 'retry', 'done', 'skipped')),
    reason text NOT NULL,
    tries integer NOT NULL DEFAULT 1,
    message json,               -- at the heard door: headers and body as they came
    parked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    settled_at timestamptz,
    settled_by text,
    PRIMARY KEY (reader, position)
);
CREATE INDEX parked_open ON log.parked (reader, stream) WHERE state IN ('parked', 'behind', 'retry');

-- Which log this is. A listener that follows it does not take facts from another log of the same name.
CREATE TABLE log.identity (
    id uuid PRIMARY KEY,
    begun_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
INSERT INTO log.identity (id) VALUES (gen_random_uuid());

-- The marker: held from before a position is taken until its transaction ends. A reader's head is the least of
-- the last position given and the markers still held, so no reader passes a fact that commits later.
CREATE FUNCTION log.mark() RETURNS void LANGUAGE sql AS
$$ SELECT pg_advisory_xact_lock_shared(last_value) FROM log.position $$;

-- Appends facts to a stream after `expected_version`, and the command's answer, in one call. A concurrent append
-- or a repeated command raises unique_violation, and then nothing is appended.
CREATE FUNCTION log.append(
    of_stream text, expected_version bigint, facts jsonb,
    by_actor text, in_correlation uuid, by_causation uuid,
    command_key uuid, command_fingerprint text
) RETURNS TABLE (at_version bigint, at_position bigint) LANGUAGE plpgsql AS
$$
DECLARE
    last_version bigint := expected_version;
    last_position bigint := 0;
BEGIN
    IF jsonb_array_length(facts) > 0 THEN
        PERFORM log.mark();
        WITH appended AS (
            INSERT INTO log.facts
                (stream, version, id, name, fact_version, data, personal, actor, correlation, causation)
            SELECT of_stream, expected_version + item.number, (item.fact ->> 'id')::uuid, item.fact ->> 'name',
                   (item.fact ->> 'version')::integer, item.fact -> 'data', nullif(item.fact -> 'personal', 'null'),
                   by_actor, in_correlation, by_causation
            FROM jsonb_array_elements(facts) WITH ORDINALITY AS item (fact, number)
            RETURNING facts.version, facts.position
        )
        SELECT max(appended.version), max(appended.position) INTO last_version, last_position FROM appended;
    ELSE
        SELECT coalesce(max(f.position), 0) INTO last_position FROM log.facts f WHERE f.stream = of_stream;
    END IF;
    INSERT INTO log.commands (key, fingerprint, stream, version, position)
    VALUES (command_key, command_fingerprint, of_stream, last_version, last_position);
    RETURN QUERY SELECT last_version, last_position;
END
$$;
