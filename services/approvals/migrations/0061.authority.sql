-- The tables of who decides that the office adopted, beside those that come with the service.
CREATE TABLE authority_tables (
    effective_from date PRIMARY KEY,
    authority jsonb NOT NULL,
    adopted_by text NOT NULL,
    adopted_at timestamptz NOT NULL
);

-- Acting periods, both days included; one that was ended holds until that moment.
CREATE TABLE deputies (
    principal text NOT NULL,
    deputy text NOT NULL,
    role text NOT NULL,
    from_on date NOT NULL,
    until_on date NOT NULL,
    document text NOT NULL,
    appointed_by text NOT NULL,
    ended_at timestamptz,
    reason text,
    PRIMARY KEY (principal, deputy, role, from_on, until_on)
);
CREATE INDEX deputies_by_day ON deputies (until_on, from_on);

-- Who decides a case by which row of the table, and what came back from above.
ALTER TABLE visits ADD COLUMN judged_on date;
ALTER TABLE visits ADD COLUMN decides text;
ALTER TABLE visits ADD COLUMN decides_by text;
ALTER TABLE visits ADD COLUMN report_number text;
ALTER TABLE visits ADD COLUMN upper_document text;
ALTER TABLE visits ADD COLUMN upper_decision text;
ALTER TABLE visits ADD COLUMN upper_decided_on date;
