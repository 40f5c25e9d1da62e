-- A card for each person of whom the service holds something: the key, wrapped by the master key, and why it is held.

CREATE TABLE keys.people (
    person text PRIMARY KEY,
    wrapped bytea,              -- null once erased
    master text NOT NULL,       -- which master key wraps it
    basis text NOT NULL,
    retention text NOT NULL,
    since timestamptz NOT NULL DEFAULT now(),
    corrections bytea,          -- sealed under the person's key: field -> [position in the log, value]
    erased_at timestamptz
);

-- Whose file a stream is: what it holds of nobody named belongs to that person.
CREATE TABLE keys.files (
    file text PRIMARY KEY,
    person text NOT NULL
);
