-- What tells two people of one name apart.
ALTER TABLE people ADD COLUMN birth_date date, ADD COLUMN document_number text;

CREATE TABLE crises (
    crisis_id uuid PRIMARY KEY,
    stage text NOT NULL,
    level text,
    country text NOT NULL,
    region text,
    city text,
    began_on date NOT NULL,
    summary text NOT NULL,
    alert_id uuid,
    reason text,
    document text,
    watched_at timestamptz NOT NULL,
    opened_at timestamptz,
    stood_down_at timestamptz
);
CREATE INDEX crises_open ON crises (country) WHERE stage = 'roster_open';

-- One row a person, as the register knew them or as they were first told of. `merged_into` is never itself merged.
CREATE TABLE roster (
    entry_id uuid PRIMARY KEY,
    crisis_id uuid NOT NULL,
    source text NOT NULL,
    state text NOT NULL,
    in_doubt boolean NOT NULL,
    alike uuid[] NOT NULL,
    merged_into uuid,
    stay_id uuid,
    number integer,
    person_id uuid,
    name_zh text,
    name_en text,
    birth_date date,
    document_number text,
    phone text,
    whereabouts text,
    check_ins integer NOT NULL,
    seen_at timestamptz,
    seen_by uuid,
    changed_at timestamptz NOT NULL
);
CREATE INDEX roster_by_state ON roster (crisis_id, state, entry_id) WHERE merged_into IS NULL;
CREATE INDEX roster_in_doubt ON roster (crisis_id, entry_id) WHERE in_doubt AND merged_into IS NULL;
CREATE INDEX roster_by_stay ON roster (stay_id) WHERE stay_id IS NOT NULL;
CREATE INDEX roster_merged ON roster (merged_into) WHERE merged_into IS NOT NULL;

-- Letters find by the beginning of a name, "=" and letters a name in any spelling, "#" and a number a document.
CREATE TABLE roster_keys (
    crisis_id uuid NOT NULL,
    key text COLLATE "C" NOT NULL,
    entry_id uuid NOT NULL,
    PRIMARY KEY (crisis_id, key, entry_id)
);
CREATE INDEX roster_keys_by_entry ON roster_keys (entry_id);

CREATE TABLE check_ins (
    check_in_id uuid PRIMARY KEY,
    crisis_id uuid NOT NULL,
    entry_id uuid NOT NULL,
    match text NOT NULL,
    state text NOT NULL,
    seen_at timestamptz NOT NULL,
    name_zh text,
    name_en text,
    birth_date date,
    document_number text,
    phone text,
    whereabouts text,
    words text,
    person_id uuid,
    reporter jsonb,
    by text NOT NULL,
    at timestamptz NOT NULL
);
CREATE INDEX check_ins_by_entry ON check_ins (entry_id, seen_at);

CREATE TABLE roster_counts (
    crisis_id uuid NOT NULL,
    state text NOT NULL,
    in_doubt boolean NOT NULL,
    people bigint NOT NULL,
    PRIMARY KEY (crisis_id, state, in_doubt)
);

-- Counted where the rows change, so that no statement can forget it, and a count costs no walk over the roster.
CREATE FUNCTION count_entered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE roster_counts c SET people = c.people + more.people
    FROM (SELECT crisis_id, state, in_doubt, count(*) AS people FROM entered GROUP BY 1, 2, 3) more
    WHERE (c.crisis_id, c.state, c.in_doubt) = (more.crisis_id, more.state, more.in_doubt);
    RETURN NULL;
END $$;
CREATE TRIGGER count_entered AFTER INSERT ON roster
    REFERENCING NEW TABLE AS entered FOR EACH STATEMENT EXECUTE FUNCTION count_entered();

CREATE FUNCTION count_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE roster_counts c SET people = c.people + more.people
    FROM (
        SELECT crisis_id, state, in_doubt, sum(one) AS people FROM (
            SELECT crisis_id, state, in_doubt, 1 AS one FROM became WHERE merged_into IS NULL
            UNION ALL
            SELECT crisis_id, state, in_doubt, -1 FROM was WHERE merged_into IS NULL
        ) changes
        GROUP BY 1, 2, 3 HAVING sum(one) <> 0
    ) more
    WHERE (c.crisis_id, c.state, c.in_doubt) = (more.crisis_id, more.state, more.in_doubt);
    RETURN NULL;
END $$;
CREATE TRIGGER count_changed AFTER UPDATE ON roster
    REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION count_changed();
