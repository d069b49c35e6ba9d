-- topic: what a finding is about, so that those of one topic stand together. A finding of an older
-- version goes by its kind until a pass sees it again.
ALTER TABLE findings ADD COLUMN topic TEXT NOT NULL DEFAULT '';
UPDATE findings SET topic = kind;
CREATE INDEX findings_open_by_topic ON findings (shop, topic, id) WHERE closed_at IS NULL;
CREATE INDEX findings_closed ON findings (shop, closed_at, id) WHERE closed_at IS NOT NULL;

-- What a member wants to be written of findings, and what was. daily: the hour; NULL: never.
CREATE TABLE letter_wishes (
    shop TEXT NOT NULL,
    user_id TEXT NOT NULL,
    daily INTEGER,
    at_once INTEGER NOT NULL,
    told TEXT NOT NULL,
    PRIMARY KEY (shop, user_id)
) STRICT, WITHOUT ROWID;
