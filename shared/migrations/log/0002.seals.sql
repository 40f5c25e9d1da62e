-- A hash chain over the facts as stored, made behind the writers; and the heads of other services' chains, as they
-- showed them: so that a chain whose end was cut, or that was made anew, does not pass.

CREATE TABLE log.seals (
    position bigint PRIMARY KEY,
    seal bytea NOT NULL
);

CREATE TABLE log.witnessed (
    service text NOT NULL,
    log uuid NOT NULL,
    position bigint NOT NULL,
    seal bytea NOT NULL,
    witnessed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (service, log, position)
);
