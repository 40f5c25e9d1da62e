-- How far this read store has been filled. It stands in the store itself, so that a rebuilt store brings its own.
CREATE TABLE checkpoint (position bigint NOT NULL);
INSERT INTO checkpoint (position) VALUES (0);
