-- due_at: from when on it may be taken; while it is held (token), that is where the lease ends.
-- again_at: asked for again while it was held, and not before then.
-- every_ms, offset_ms: its timer. asked_at: when it was last asked for, other than by its timer.
CREATE TABLE jobs (
    shop TEXT NOT NULL,
    kind TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    token TEXT,
    again_at INTEGER,
    every_ms INTEGER,
    offset_ms INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    last_error TEXT,
    asked_at INTEGER,
    PRIMARY KEY (shop, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX jobs_by_due ON jobs (kind, due_at, shop);
