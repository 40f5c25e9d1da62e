-- An invitation's way to its close-out, and what became of each guest.
ALTER TABLE invitations
    ADD COLUMN kind text NOT NULL DEFAULT 'guests',
    ADD COLUMN city_zh text,
    ADD COLUMN city_en text,
    ADD COLUMN guarantor text,
    ADD COLUMN department text,
    ADD COLUMN vouched_by text,
    ADD COLUMN vouched_post text,
    ADD COLUMN judged_on date,
    ADD COLUMN answer_due date,
    ADD COLUMN close_outs_overdue integer,
    ADD COLUMN decides text,
    ADD COLUMN report_number text,
    ADD COLUMN decided_on date,
    ADD COLUMN refused_because text,
    ADD COLUMN supersedes text,
    ADD COLUMN outgrown boolean NOT NULL DEFAULT false,
    ADD COLUMN pass_on_due date,
    ADD COLUMN pass_on_late boolean NOT NULL DEFAULT false,
    ADD COLUMN arrived_on date,
    ADD COLUMN left_on date,
    ADD COLUMN overstayed boolean NOT NULL DEFAULT false,
    ADD COLUMN overstay_reported_on date,
    ADD COLUMN lodging_due date,
    ADD COLUMN lodging_registered_on date,
    ADD COLUMN lodging_late boolean NOT NULL DEFAULT false,
    ADD COLUMN close_out_long_overdue boolean NOT NULL DEFAULT false,
    ADD COLUMN closed_on date;
CREATE INDEX invitations_by_unit ON invitations (unit, arrives_on);
CREATE INDEX invitations_by_close_out ON invitations (close_out_due) WHERE closed_on IS NULL;

CREATE TABLE invitation_guests (
    invitation_id uuid NOT NULL,
    number integer NOT NULL,
    person_id uuid,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    nationality text NOT NULL,
    post text NOT NULL,
    rank text NOT NULL,
    former boolean NOT NULL,
    passport_number text,
    passport_expires_on date,
    past_visas jsonb,
    visa text,
    entries text NOT NULL,
    days integer,
    lodging text,
    came boolean,
    left_on date,
    note text,
    PRIMARY KEY (invitation_id, number)
);
CREATE INDEX invitation_guests_by_person ON invitation_guests (person_id);

-- The amendment that is asked for, until it is granted or dropped.
CREATE TABLE invitation_amendments (
    invitation_id uuid PRIMARY KEY,
    arrives_on date NOT NULL,
    leaves_on date NOT NULL,
    guests integer NOT NULL,
    reason text NOT NULL,
    requested_at timestamptz NOT NULL
);

CREATE TABLE invitation_decisions (
    invitation_id uuid NOT NULL,
    step text NOT NULL,
    by_actor text NOT NULL,
    at timestamptz NOT NULL,
    outcomes jsonb NOT NULL
);
CREATE INDEX invitation_decisions_by_invitation ON invitation_decisions (invitation_id, at);

CREATE TABLE invitation_reminders (
    invitation_id uuid NOT NULL,
    matter text NOT NULL,
    due_on date NOT NULL,
    days_before integer NOT NULL,
    PRIMARY KEY (invitation_id, matter, due_on, days_before)
);

CREATE TABLE invitation_papers (
    invitation_id uuid NOT NULL,
    kind text NOT NULL,
    number text NOT NULL,
    retention text NOT NULL,
    PRIMARY KEY (invitation_id, kind, number)
);

-- Every fact of an invitation in its order, so that a case can be judged, and seen as it stood at any moment.
CREATE TABLE invitation_history (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    invitation_id uuid NOT NULL,
    at timestamptz,
    fact text NOT NULL,
    by_actor text,
    content jsonb NOT NULL
);
CREATE INDEX invitation_history_by_invitation ON invitation_history (invitation_id, number);
