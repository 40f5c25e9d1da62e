-- What was said of an approved visit before an amendment of it was asked for: it counts again if that is dropped.
CREATE TABLE visit_said_before (
    visit_id uuid PRIMARY KEY,
    notices jsonb,
    objections jsonb,
    opinions jsonb,
    consents jsonb
);
