-- Who is abroad. A withdrawn registration keeps its row, without a trace of the person.
CREATE TABLE stays (
    stay_id uuid PRIMARY KEY,
    kind text NOT NULL,
    status text NOT NULL,
    visit_id uuid,
    unit text,
    document text,
    institution_zh text,
    institution_en text,
    party bigint NOT NULL,
    may_share boolean NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    went_on date,
    home_on date,
    changed_at timestamptz NOT NULL
);
CREATE INDEX stays_by_status ON stays (status, kind);

-- `is_last` marks where a party is until its return is noted, however late.
CREATE TABLE stay_places (
    stay_id uuid NOT NULL,
    number integer NOT NULL,
    country text NOT NULL,
    region text NOT NULL,
    city_zh text NOT NULL,
    city_en text NOT NULL,
    arrives_on date NOT NULL,
    leaves_on date,
    is_last boolean NOT NULL,
    PRIMARY KEY (stay_id, number)
);
CREATE INDEX stay_places_by_country ON stay_places (country, arrives_on);

-- Persons who registered (file_id is a stay) and persons reported (file_id is a case).
CREATE TABLE people (
    file_id uuid NOT NULL,
    number integer NOT NULL,
    source text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    phone text,
    kin jsonb,
    country text NOT NULL,
    region text NOT NULL,
    city_zh text NOT NULL,
    city_en text NOT NULL,
    status text NOT NULL,
    PRIMARY KEY (file_id, number)
);

-- Collation "C" lets the index serve a search by the beginning of a name, whatever the database's own collation.
CREATE TABLE name_keys (
    file_id uuid NOT NULL,
    number integer NOT NULL,
    key text COLLATE "C" NOT NULL,
    PRIMARY KEY (file_id, number, key)
);
CREATE INDEX name_keys_by_key ON name_keys (key);

CREATE TABLE cases (
    case_id uuid PRIMARY KEY,
    stage text NOT NULL,
    kind text NOT NULL,
    article text NOT NULL,
    level text NOT NULL,
    country text NOT NULL,
    region text NOT NULL,
    city_zh text NOT NULL,
    city_en text NOT NULL,
    people bigint NOT NULL,
    dead bigint NOT NULL,
    injured bigint NOT NULL,
    reports integer NOT NULL DEFAULT 1,
    stay_id uuid,
    visit_id uuid,
    person jsonb NOT NULL,
    what_happened text NOT NULL,
    identity_basis text,
    family text,
    redirected_to text,
    outcome text,
    resolved_by text,
    closed_by text,
    merged_into uuid,
    released boolean NOT NULL DEFAULT false,
    reported_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL
);
CREATE INDEX cases_by_stage ON cases (stage, level, reported_at);
CREATE INDEX cases_by_country ON cases (country, reported_at);
CREATE INDEX cases_by_stay ON cases (stay_id);

CREATE TABLE case_reporters (
    case_id uuid NOT NULL,
    number integer NOT NULL,
    reporter jsonb NOT NULL,
    what_happened text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (case_id, number)
);

CREATE TABLE hand_offs (
    case_id uuid NOT NULL,
    hand_off_id uuid NOT NULL,
    receiver text NOT NULL,
    owner_zh text NOT NULL,
    owner_en text NOT NULL,
    due_at timestamptz NOT NULL,
    handed_over_at timestamptz NOT NULL,
    receipt text,
    acknowledged_at timestamptz,
    answered_at timestamptz,
    withdrawn_at timestamptz,
    overdue_at timestamptz,
    PRIMARY KEY (case_id, hand_off_id)
);
CREATE INDEX hand_offs_overdue ON hand_offs (due_at)
    WHERE overdue_at IS NOT NULL AND answered_at IS NULL AND withdrawn_at IS NULL;

CREATE TABLE reports_up (
    case_id uuid NOT NULL,
    receiver text NOT NULL,
    due_at timestamptz,
    reported_at timestamptz,
    document text,
    late boolean NOT NULL DEFAULT false,
    PRIMARY KEY (case_id, receiver)
);

CREATE TABLE case_notes (
    note_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    case_id uuid NOT NULL,
    what text NOT NULL,
    text text NOT NULL,
    by text NOT NULL,
    at timestamptz NOT NULL
);
CREATE INDEX case_notes_by_case ON case_notes (case_id, note_id);

CREATE TABLE alerts (
    alert_id uuid PRIMARY KEY,
    country text NOT NULL,
    region text NOT NULL,
    colour text NOT NULL,
    summary text NOT NULL,
    issued_on date NOT NULL,
    valid_until date,
    source text NOT NULL,
    changes integer NOT NULL DEFAULT 0,
    raised_at timestamptz NOT NULL,
    lifted_at timestamptz
);
CREATE INDEX alerts_in_force ON alerts (country, issued_on) WHERE lifted_at IS NULL;
