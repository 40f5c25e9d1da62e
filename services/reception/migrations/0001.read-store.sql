CREATE TABLE delegations (
    delegation_id uuid PRIMARY KEY,
    visit_id uuid NOT NULL,
    state text NOT NULL,
    unit text NOT NULL,
    organisation_zh text NOT NULL,
    organisation_en text NOT NULL,
    country text NOT NULL,
    city_zh text NOT NULL,
    city_en text NOT NULL,
    purpose text NOT NULL,
    head_rank text NOT NULL,
    head_title text NOT NULL,
    guests integer NOT NULL,
    arrives_on date NOT NULL,
    departs_on date NOT NULL,
    document text NOT NULL,
    cost numeric,
    summary text
);
CREATE INDEX delegations_by_dates ON delegations (arrives_on, departs_on);
CREATE INDEX delegations_by_state ON delegations (state, arrives_on);

CREATE TABLE programme (
    delegation_id uuid NOT NULL,
    number integer NOT NULL,
    begins_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    place text NOT NULL,
    what text NOT NULL,
    PRIMARY KEY (delegation_id, number)
);

CREATE TABLE cost_lines (
    delegation_id uuid NOT NULL,
    number integer NOT NULL,
    item text NOT NULL,
    amount numeric NOT NULL,
    PRIMARY KEY (delegation_id, number)
);

CREATE TABLE activities (
    leader_id text NOT NULL,
    activity_id uuid NOT NULL,
    state text NOT NULL,
    kind text NOT NULL,
    begins_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    place text NOT NULL,
    delegation_id uuid,
    follow_ups text,
    PRIMARY KEY (leader_id, activity_id)
);
CREATE INDEX activities_by_time ON activities (leader_id, begins_at);
