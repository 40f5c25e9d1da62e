CREATE TABLE heard (bed_id uuid PRIMARY KEY, litres bigint NOT NULL, order_heard bigint[] NOT NULL);
CREATE TABLE offers (bed_id uuid PRIMARY KEY, offers bigint NOT NULL);
