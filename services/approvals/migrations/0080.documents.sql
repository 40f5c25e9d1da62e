-- The numbers as they were given, a register a kind and year: none is left out.
CREATE TABLE numbers (
    register text NOT NULL,
    serial integer NOT NULL,
    number text NOT NULL UNIQUE,
    visit_id uuid NOT NULL,
    direction text NOT NULL,
    given_at timestamptz NOT NULL,
    PRIMARY KEY (register, serial)
);

-- Each paper, in each of its versions; `content` is what it says.
CREATE TABLE documents (
    number text NOT NULL,
    version integer NOT NULL,
    visit_id uuid NOT NULL,
    direction text NOT NULL,
    unit text NOT NULL,
    kind text NOT NULL,
    receiver text NOT NULL,
    languages text[] NOT NULL,
    content jsonb NOT NULL,
    digest text NOT NULL,
    valid_from date NOT NULL,
    valid_until date NOT NULL,
    signed_by text NOT NULL,
    issued_at timestamptz NOT NULL,
    status text NOT NULL DEFAULT 'in force',
    superseded_by text,
    reason_code text,
    ended_at timestamptz,
    PRIMARY KEY (number, version)
);
CREATE INDEX documents_by_case ON documents (visit_id);
CREATE INDEX documents_by_unit ON documents (unit, issued_at);

-- The letter has its number a moment after it was signed.
ALTER TABLE visit_consents ALTER COLUMN letter DROP NOT NULL;
