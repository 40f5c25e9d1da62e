ALTER TABLE visits ADD COLUMN issued_on date;
ALTER TABLE visits ADD COLUMN papers_due date;
ALTER TABLE visits ADD COLUMN papers_late boolean NOT NULL DEFAULT false;
ALTER TABLE visits ADD COLUMN leaves_on date;
ALTER TABLE visits ADD COLUMN moved_because text;
ALTER TABLE visits ADD COLUMN result_posted_on date;
ALTER TABLE visits ADD COLUMN result_late boolean NOT NULL DEFAULT false;

-- Who must post the notice, and who has: a row for each unit that has a member in the team.
CREATE TABLE visit_notices (
    visit_id uuid NOT NULL,
    unit text NOT NULL,
    posted_on date,
    PRIMARY KEY (visit_id, unit)
);
CREATE INDEX visit_notices_by_unit ON visit_notices (unit) WHERE posted_on IS NULL;

CREATE TABLE visit_objections (
    visit_id uuid NOT NULL,
    objection text NOT NULL,
    unit text NOT NULL,
    raised_on date NOT NULL,
    ground text NOT NULL,
    upheld boolean,
    finding text,
    PRIMARY KEY (visit_id, objection)
);

-- A row for each body whose opinion the team needs.
CREATE TABLE visit_opinions (
    visit_id uuid NOT NULL,
    body text NOT NULL,
    favourable boolean,
    opinion text,
    document text,
    given_at timestamptz,
    PRIMARY KEY (visit_id, body)
);

CREATE TABLE visit_consents (
    visit_id uuid NOT NULL,
    authority text NOT NULL,
    letter text NOT NULL,
    given boolean,
    document text,
    PRIMARY KEY (visit_id, authority)
);

CREATE TABLE visit_amendments (
    visit_id uuid PRIMARY KEY,
    departs_on date NOT NULL,
    returns_on date NOT NULL,
    reason text NOT NULL,
    requested_at timestamptz NOT NULL
);
CREATE TABLE visit_amendment_members (LIKE visit_members INCLUDING ALL);

CREATE TABLE visit_passports (
    visit_id uuid NOT NULL,
    person_id uuid NOT NULL,
    lent_on date NOT NULL,
    handed_in_on date,
    PRIMARY KEY (visit_id, person_id)
);

CREATE TABLE visit_recalls (
    visit_id uuid NOT NULL,
    document text NOT NULL,
    handed_in_on date,
    PRIMARY KEY (visit_id, document)
);

CREATE TABLE visit_reminders (
    visit_id uuid NOT NULL,
    unit text NOT NULL,
    matter text NOT NULL,
    due_on date NOT NULL,
    days_before integer NOT NULL,
    PRIMARY KEY (visit_id, matter, due_on, days_before)
);

CREATE TABLE visit_warnings (
    visit_id uuid NOT NULL,
    alert_id uuid NOT NULL,
    unit text NOT NULL,
    country text NOT NULL,
    region text NOT NULL,
    colour text NOT NULL,
    summary text NOT NULL,
    warned_at timestamptz NOT NULL,
    acknowledged_at timestamptz,
    ended_at timestamptz,
    PRIMARY KEY (visit_id, alert_id)
);

CREATE TABLE visit_papers (
    visit_id uuid NOT NULL,
    kind text NOT NULL,
    number text NOT NULL,
    retention text NOT NULL,
    PRIMARY KEY (visit_id, kind, number)
);

-- Every fact of a visit in its order, so that a case can be seen as it stood at any moment.
CREATE TABLE visit_history (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    visit_id uuid NOT NULL,
    at timestamptz,
    fact text NOT NULL,
    by_actor text,
    content jsonb NOT NULL
);
CREATE INDEX visit_history_by_visit ON visit_history (visit_id, number);
