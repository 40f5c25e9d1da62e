CREATE TABLE circulars (
    circular_id uuid PRIMARY KEY,
    state text NOT NULL,
    number text,
    title text NOT NULL,
    text text NOT NULL,
    read_by text NOT NULL,
    due_on date NOT NULL,
    issued_at timestamptz,
    supersedes uuid,
    superseded_by uuid,
    withdrawn_for text
);
CREATE INDEX circulars_by_state ON circulars (state, due_on);
CREATE INDEX circulars_by_number ON circulars (number);

CREATE TABLE circular_addressees (
    circular_id uuid NOT NULL,
    unit text NOT NULL,
    reminded_at timestamptz,
    late_since timestamptz,
    read_at timestamptz,
    read_by_actor text,
    PRIMARY KEY (circular_id, unit)
);
CREATE INDEX circular_addressees_by_unit ON circular_addressees (unit);
