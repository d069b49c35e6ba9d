-- due_at: from when on it may be taken; while it is held (token), that is where the lease ends.
-- again_at: asked for again while it was held, and not before then.
-- every_ms, offset_ms: its timer. asked_at: when it was last asked for, other than by its timer.
CREATE TABLE jobs (
    shop TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    due_at BIGINT NOT NULL,
    token TEXT COLLATE "C",
    again_at BIGINT,
    every_ms BIGINT,
    offset_ms BIGINT NOT NULL,
    failures BIGINT NOT NULL,
    last_error TEXT COLLATE "C",
    asked_at BIGINT,
    PRIMARY KEY (shop, kind)
);
CREATE INDEX jobs_by_due ON jobs (kind, due_at, shop);
