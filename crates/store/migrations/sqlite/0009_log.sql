-- What people and Ponte itself did. who: person, operator or ponte; user_id: whose, of a person alone.
-- outcome: empty while nothing is known. id grows within the shop.
CREATE TABLE acts (
    shop TEXT NOT NULL,
    id INTEGER NOT NULL,
    noted_at INTEGER NOT NULL,
    who TEXT NOT NULL,
    user_id TEXT NOT NULL,
    area TEXT NOT NULL,
    what TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    outcome TEXT NOT NULL,
    PRIMARY KEY (shop, id)
) STRICT;
CREATE INDEX acts_by_time ON acts (shop, noted_at, id);
CREATE INDEX acts_by_who ON acts (shop, who, noted_at, id);
CREATE INDEX acts_by_area ON acts (shop, area, noted_at, id);

-- Calls from outside, an hour in a row. id: the hour since 1970 and who called, in one number.
CREATE TABLE inlet_hours (
    shop TEXT NOT NULL,
    id INTEGER NOT NULL,
    caller TEXT NOT NULL,
    accepted INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (shop, id)
) STRICT;
CREATE INDEX inlet_hours_by_time ON inlet_hours (shop, last_at, id);
CREATE INDEX inlet_hours_by_caller ON inlet_hours (shop, caller, last_at, id);
