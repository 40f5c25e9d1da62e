CREATE TABLE partners (
    partner text PRIMARY KEY,
    state text NOT NULL,
    partner_class text NOT NULL,
    country text NOT NULL,
    city_zh text NOT NULL,
    city_en text NOT NULL,
    dated text,
    source text,
    agreement_signed_on date,
    visits integer NOT NULL DEFAULT 0
);
CREATE INDEX partners_by_state ON partners (state, country);

CREATE TABLE partner_record (
    partner text NOT NULL,
    on_day text NOT NULL,
    kind text NOT NULL,
    what text NOT NULL
);
CREATE INDEX partner_record_by_partner ON partner_record (partner, on_day);

CREATE TABLE projects (
    project_id uuid PRIMARY KEY,
    state text NOT NULL,
    partner text NOT NULL,
    field text NOT NULL,
    title text NOT NULL,
    proposer text NOT NULL,
    budget numeric NOT NULL,
    lead_department text,
    grade text
);
CREATE INDEX projects_by_field ON projects (field, state);
