CREATE TABLE conferences (
    conference_id uuid PRIMARY KEY,
    state text NOT NULL,
    unit text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    theme text NOT NULL,
    place_zh text NOT NULL,
    place_en text NOT NULL,
    countries text[] NOT NULL,
    foreigners integer NOT NULL,
    people integer NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    natural_sciences boolean NOT NULL,
    sensitive boolean NOT NULL,
    highest_rank text NOT NULL,
    budget numeric NOT NULL,
    funding text,
    judged_on date,
    missing text,
    decides text,
    report_number text,
    decided_on date,
    document text,
    supersedes text,
    refused_because text,
    report_due date,
    report_late boolean NOT NULL DEFAULT false,
    report_document text,
    came_foreigners integer,
    came_people integer,
    cost numeric,
    summary text,
    exceeded boolean
);
CREATE INDEX conferences_by_state ON conferences (state, starts_on);
CREATE INDEX conferences_by_unit ON conferences (unit, starts_on);

-- The whole of it as it stands, to be judged before it is submitted.
CREATE TABLE conference_plans (
    conference_id uuid PRIMARY KEY,
    plan jsonb NOT NULL
);

CREATE TABLE conference_decisions (
    conference_id uuid NOT NULL,
    step text NOT NULL,
    by_actor text NOT NULL,
    at timestamptz NOT NULL,
    outcomes jsonb NOT NULL
);
CREATE INDEX conference_decisions_by_conference ON conference_decisions (conference_id, at);

CREATE TABLE conference_reminders (
    conference_id uuid NOT NULL,
    due_on date NOT NULL,
    days_before integer NOT NULL,
    PRIMARY KEY (conference_id, due_on, days_before)
);

CREATE TABLE conference_papers (
    conference_id uuid NOT NULL,
    kind text NOT NULL,
    number text NOT NULL,
    retention text NOT NULL,
    PRIMARY KEY (conference_id, kind, number)
);
