-- Every case as the trays name it, whatever its kind.
CREATE TABLE cases (
    case_id uuid PRIMARY KEY,
    kind text NOT NULL,
    unit text NOT NULL,
    subject text NOT NULL,
    country text,
    starts_on date,
    ends_on date
);

-- What waits at which desk, and for what: in several matters at once, and in one matter for several units. What has no
-- day of its own is due `until` the case starts, or ends.
CREATE TABLE waiting (
    case_id uuid NOT NULL,
    matter text NOT NULL,
    unit text NOT NULL,
    desk text NOT NULL,
    next text NOT NULL,
    since timestamptz NOT NULL,
    due_on date,
    until text,
    PRIMARY KEY (case_id, matter, unit)
);
CREATE INDEX waiting_by_desk ON waiting (desk, unit);
CREATE INDEX waiting_by_unit ON waiting (unit);
