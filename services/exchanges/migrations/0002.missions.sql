-- Missions in China whose districts may cover Guizhou, as published; `covers_guizhou` says how sure that is.
CREATE TABLE missions (
    country text NOT NULL,
    post text NOT NULL,
    kind text NOT NULL,
    covers_guizhou text NOT NULL CHECK (covers_guizhou IN ('yes', 'no', 'partly', 'unverified')),
    note text NOT NULL,
    PRIMARY KEY (country, post)
);
INSERT INTO missions (country, post, kind, covers_guizhou, note) VALUES
    ('DE', 'Chengdu', 'consulate_general', 'yes', 'published district'),
    ('FR', 'Chengdu', 'consulate_general', 'yes', 'published district'),
    ('KR', 'Chengdu', 'consulate_general', 'yes', 'published district'),
    ('PK', 'Chengdu', 'consulate_general', 'yes', 'published district'),
    ('LK', 'Chengdu', 'consulate_general', 'yes', 'older list'),
    ('CH', 'Chengdu', 'consulate_general', 'yes', 'since 2016-2017'),
    ('CL', 'Chengdu', 'consulate_general', 'yes', 'since 2020'),
    ('AR', 'Chengdu', 'consulate_general', 'yes', 'since 2023'),
    ('US', 'Chengdu', 'consulate_general', 'no', 'closed July 2020'),
    ('GB', 'Chongqing', 'consulate_general', 'unverified', ''),
    ('JP', 'Chongqing', 'consulate_general', 'unverified', ''),
    ('CA', 'Chongqing', 'consulate_general', 'unverified', ''),
    ('IT', 'Chongqing', 'consulate_general', 'unverified', ''),
    ('NL', 'Chongqing', 'consulate_general', 'unverified', ''),
    ('HU', 'Chongqing', 'consulate_general', 'unverified', ''),
    ('PH', 'Chongqing', 'consulate_general', 'unverified', ''),
    ('KH', 'Chongqing', 'consulate_general', 'unverified', ''),
    ('NZ', 'Guangzhou', 'consulate_general', 'partly', '');
