CREATE TABLE visits (
    visit_id uuid PRIMARY KEY,
    state text NOT NULL,
    unit text NOT NULL,
    purpose text NOT NULL,
    country text NOT NULL,
    city_zh text NOT NULL,
    city_en text NOT NULL,
    departs_on date NOT NULL,
    returns_on date NOT NULL,
    party integer NOT NULL,
    plan text NOT NULL,
    plan_entry text NOT NULL,
    budget numeric NOT NULL,
    plan_reserved boolean,
    unit_locked boolean,
    document text,
    missing text,
    departed_on date,
    returned_on date,
    passports_due date,
    passports_back_on date,
    passports_late boolean NOT NULL DEFAULT false,
    report_due date,
    report_filed_on date,
    report_late boolean NOT NULL DEFAULT false
);
CREATE INDEX visits_by_state ON visits (state, departs_on);
CREATE INDEX visits_by_unit ON visits (unit, departs_on);

-- What a draft holds, for the desk that reads the whole case.
CREATE TABLE visit_members (
    visit_id uuid NOT NULL,
    person_id uuid NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    unit text NOT NULL,
    post text NOT NULL,
    rank text NOT NULL,
    PRIMARY KEY (visit_id, person_id)
);
CREATE INDEX visit_members_by_person ON visit_members (person_id);

CREATE TABLE decisions (
    visit_id uuid NOT NULL,
    step text NOT NULL,
    by_actor text NOT NULL,
    at timestamptz NOT NULL,
    outcomes jsonb NOT NULL
);
CREATE INDEX decisions_by_visit ON decisions (visit_id, at);

CREATE TABLE plan_entries (
    plan text NOT NULL,
    entry text NOT NULL,
    purpose text NOT NULL,
    country text NOT NULL,
    people integer NOT NULL,
    visit_id uuid,
    PRIMARY KEY (plan, entry)
);

CREATE TABLE invitations (
    invitation_id uuid PRIMARY KEY,
    state text NOT NULL,
    unit text NOT NULL,
    purpose text NOT NULL,
    organisation_zh text NOT NULL,
    organisation_en text NOT NULL,
    country text NOT NULL,
    head_rank text NOT NULL,
    head_title text NOT NULL,
    guests integer NOT NULL,
    arrives_on date NOT NULL,
    leaves_on date NOT NULL,
    document text,
    missing text,
    close_out_due date,
    close_out_late boolean NOT NULL DEFAULT false
);
CREATE INDEX invitations_by_state ON invitations (state, arrives_on);
