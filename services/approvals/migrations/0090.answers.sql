-- When a visit was submitted and decided; and whether its passports locked the unit.
ALTER TABLE visits
    ADD COLUMN submitted_on date,
    ADD COLUMN decided_on date,
    ADD COLUMN long_overdue boolean NOT NULL DEFAULT false;
ALTER TABLE visit_amendments ADD COLUMN budget numeric;

-- Where a team is on which day.
CREATE TABLE visit_stops (
    visit_id uuid NOT NULL,
    country text NOT NULL,
    city_zh text NOT NULL,
    city_en text NOT NULL,
    arrives_on date NOT NULL,
    leaves_on date NOT NULL
);
CREATE INDEX visit_stops_by_visit ON visit_stops (visit_id, arrives_on);

-- Each time that a rule said no to a case: to a request that was refused, by another file's answer, or by a day passed.
CREATE TABLE rule_findings (
    rule text NOT NULL,
    case_id uuid NOT NULL,
    step text NOT NULL,
    article text NOT NULL,
    value text NOT NULL,
    found text NOT NULL,
    at timestamptz NOT NULL
);
CREATE INDEX rule_findings_by_rule ON rule_findings (rule, at);
CREATE INDEX rule_findings_by_time ON rule_findings (at);
