CREATE TABLE beds (
    bed_id uuid PRIMARY KEY,
    plant text NOT NULL,
    litres bigint NOT NULL DEFAULT 0,
    waterings bigint NOT NULL DEFAULT 0,
    late bigint NOT NULL DEFAULT 0
);
