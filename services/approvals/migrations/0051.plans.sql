-- Plans and their quotas as they stand; what an entry was and who used it keeps its dates, for any day's answer.
CREATE TABLE plans (
    plan text PRIMARY KEY,
    unit text NOT NULL,
    year integer NOT NULL,
    state text NOT NULL DEFAULT 'Drafted',
    draft jsonb NOT NULL DEFAULT '[]',
    adopted_at timestamptz,
    closed_at timestamptz
);
CREATE INDEX plans_by_year ON plans (year, unit);

ALTER TABLE plan_entries
    ADD COLUMN since timestamptz,
    ADD COLUMN until timestamptz,
    ADD COLUMN replaced_by text,
    ADD COLUMN reason text;

CREATE TABLE plan_uses (
    plan text NOT NULL,
    entry text NOT NULL,
    visit_id uuid NOT NULL,
    country text,
    people integer NOT NULL,
    off_plan_reason text,
    since timestamptz,
    until timestamptz
);
CREATE INDEX plan_uses_by_plan ON plan_uses (plan, entry);

CREATE TABLE city_quotas (
    year integer PRIMARY KEY,
    visits integer NOT NULL,
    people integer NOT NULL
);

CREATE TABLE unit_quotas (
    year integer NOT NULL,
    unit text NOT NULL,
    visits integer NOT NULL,
    people integer NOT NULL,
    PRIMARY KEY (year, unit)
);
