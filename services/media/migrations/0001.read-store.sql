CREATE TABLE interviews (
    interview_id uuid PRIMARY KEY,
    state text NOT NULL,
    outlet text NOT NULL,
    outlet_class text NOT NULL,
    topic text NOT NULL,
    place text NOT NULL,
    unit text NOT NULL,
    begins_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    unit_consent text,
    suspended boolean NOT NULL,
    delegation_id uuid,
    case_id uuid,
    coverage text
);
CREATE INDEX interviews_by_state ON interviews (state, begins_at);

CREATE TABLE consents (
    interview_id uuid NOT NULL,
    interviewee_id uuid NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    consent text,
    leave_out boolean NOT NULL DEFAULT false,
    PRIMARY KEY (interview_id, interviewee_id)
);

CREATE TABLE held_cases (
    case_id uuid PRIMARY KEY,
    country text,
    restricted boolean NOT NULL
);

CREATE TABLE press_calls (
    press_call_id uuid PRIMARY KEY,
    delegation_id uuid,
    organisation text,
    country text,
    opens_on date,
    closes_on date,
    state text NOT NULL,
    accredited integer NOT NULL DEFAULT 0,
    checked_in integer NOT NULL DEFAULT 0
);
