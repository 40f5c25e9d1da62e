-- The trips of each traveller and sender, who asked first coming first; `what` is all of a trip but its being granted.
CREATE TABLE trips (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    owner text NOT NULL,
    visit_id uuid NOT NULL,
    what jsonb NOT NULL,
    returns_on date NOT NULL,
    granted boolean NOT NULL DEFAULT false
);
CREATE INDEX trips_by_owner ON trips (owner, returns_on);
CREATE INDEX trips_by_visit ON trips (visit_id);

-- What each case was told of the other trips of its travellers and senders; null while there is no answer.
CREATE TABLE visit_answers (
    visit_id uuid NOT NULL,
    owner text NOT NULL,
    trips jsonb,
    PRIMARY KEY (visit_id, owner)
);

-- Why a unit is locked: visits whose passports are long overdue.
CREATE TABLE unit_locks (
    unit text NOT NULL,
    visit_id uuid NOT NULL,
    PRIMARY KEY (unit, visit_id)
);
