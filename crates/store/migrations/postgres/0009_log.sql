-- What people and Ponte itself did. who: person, operator or ponte; user_id: whose, of a person alone.
-- outcome: empty while nothing is known. id grows within the shop.
CREATE TABLE acts (
    shop TEXT COLLATE "C" NOT NULL,
    id BIGINT NOT NULL,
    noted_at BIGINT NOT NULL,
    who TEXT COLLATE "C" NOT NULL,
    user_id TEXT COLLATE "C" NOT NULL,
    area TEXT COLLATE "C" NOT NULL,
    what TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    detail TEXT COLLATE "C" NOT NULL,
    outcome TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (shop, id)
);
CREATE INDEX acts_by_time ON acts (shop, noted_at, id);
CREATE INDEX acts_by_who ON acts (shop, who, noted_at, id);
CREATE INDEX acts_by_area ON acts (shop, area, noted_at, id);

-- Calls from outside, an hour in a row. id: the hour since 1970 and who called, in one number.
CREATE TABLE inlet_hours (
    shop TEXT COLLATE "C" NOT NULL,
    id BIGINT NOT NULL,
    caller TEXT COLLATE "C" NOT NULL,
    accepted BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    PRIMARY KEY (shop, id)
);
CREATE INDEX inlet_hours_by_time ON inlet_hours (shop, last_at, id);
CREATE INDEX inlet_hours_by_caller ON inlet_hours (shop, caller, last_at, id);
