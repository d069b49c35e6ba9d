-- Instants are milliseconds since 1970, yes and no are 1 and 0, structures are JSON.
-- Every key of a shop's data begins with the shop. Texts are in the order of their bytes, as on SQLite.

CREATE TABLE shops (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    url TEXT COLLATE "C" NOT NULL,
    instance TEXT COLLATE "C" UNIQUE,
    till_api TEXT COLLATE "C" NOT NULL,
    shop_api TEXT COLLATE "C" NOT NULL,
    till_key BYTEA,
    shop_key BYTEA,
    shop_exchange BYTEA,
    checked_at BIGINT,
    settings TEXT COLLATE "C" NOT NULL,
    first_sync_at BIGINT,
    watermark BIGINT,
    created_at BIGINT NOT NULL
);
CREATE INDEX shops_by_age ON shops (created_at, id);

CREATE TABLE users (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    email TEXT COLLATE "C" NOT NULL UNIQUE,
    name TEXT COLLATE "C" NOT NULL,
    password TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE members (
    shop TEXT COLLATE "C" NOT NULL REFERENCES shops (id),
    user_id TEXT COLLATE "C" NOT NULL REFERENCES users (id),
    PRIMARY KEY (shop, user_id)
);
CREATE INDEX members_by_user ON members (user_id, shop);

CREATE TABLE sessions (
    token_hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    user_id TEXT COLLATE "C" NOT NULL REFERENCES users (id),
    csrf TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (user_id, expires_at);

CREATE TABLE failed_logins (
    who TEXT COLLATE "C" NOT NULL,
    failed_at BIGINT NOT NULL,
    times BIGINT NOT NULL,
    PRIMARY KEY (who, failed_at)
);
CREATE INDEX failed_logins_by_time ON failed_logins (failed_at);

-- The last number given, for what is counted in one shop: runs, places, past places, findings, the journal.
CREATE TABLE counters (
    shop TEXT COLLATE "C" NOT NULL,
    counter TEXT COLLATE "C" NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (shop, counter)
);

CREATE TABLE leases (
    shop TEXT COLLATE "C" NOT NULL,
    stream TEXT COLLATE "C" NOT NULL,
    token TEXT COLLATE "C" NOT NULL,
    ends_at BIGINT NOT NULL,
    PRIMARY KEY (shop, stream)
);

-- spent: the remote itself said that nothing is left.
CREATE TABLE budgets (
    shop TEXT COLLATE "C" NOT NULL,
    service TEXT COLLATE "C" NOT NULL,
    ends_at BIGINT NOT NULL,
    used BIGINT NOT NULL,
    spent BIGINT NOT NULL,
    PRIMARY KEY (shop, service)
);

CREATE TABLE points (
    shop TEXT COLLATE "C" NOT NULL,
    id BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    place TEXT COLLATE "C" NOT NULL,
    position BIGINT NOT NULL,
    enabled BIGINT NOT NULL,
    gone BIGINT NOT NULL,
    PRIMARY KEY (shop, id)
);

CREATE TABLE category_links (
    shop TEXT COLLATE "C" NOT NULL,
    till TEXT COLLATE "C" NOT NULL,
    uid BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    ours BIGINT NOT NULL,
    PRIMARY KEY (shop, till)
);

CREATE TABLE tax_links (
    shop TEXT COLLATE "C" NOT NULL,
    till TEXT COLLATE "C" NOT NULL,
    profile TEXT COLLATE "C" NOT NULL,
    rate TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (shop, till)
);

CREATE TABLE id_attributes (
    shop TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    attribute TEXT COLLATE "C" NOT NULL
);

CREATE TABLE mirror (
    shop TEXT COLLATE "C" NOT NULL,
    product TEXT COLLATE "C" NOT NULL,
    place BIGINT NOT NULL,
    pass BIGINT NOT NULL,
    missing BIGINT NOT NULL,
    ecommerce BIGINT NOT NULL,
    last_update BIGINT,
    body TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (shop, product)
);
CREATE UNIQUE INDEX mirror_by_place ON mirror (shop, place);
CREATE INDEX mirror_present ON mirror (shop, product) WHERE missing = 0;

-- Cleaned codes; an empty variant stands for a multivariant product as a whole.
CREATE TABLE mirror_codes (
    shop TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    product TEXT COLLATE "C" NOT NULL,
    variant TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (shop, code, product, variant),
    FOREIGN KEY (shop, product) REFERENCES mirror (shop, product) ON DELETE CASCADE
);
CREATE INDEX mirror_codes_by_product ON mirror_codes (shop, product);
CREATE INDEX mirror_codes_of_parents ON mirror_codes (shop, code, product) WHERE variant = '';

CREATE TABLE listings (
    shop TEXT COLLATE "C" NOT NULL,
    product TEXT COLLATE "C" NOT NULL,
    uid BIGINT NOT NULL,
    sku TEXT COLLATE "C" NOT NULL,
    visible BIGINT NOT NULL,
    link_only BIGINT NOT NULL,
    written TEXT COLLATE "C" NOT NULL,
    kept TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (shop, product)
);
CREATE INDEX listings_by_uid ON listings (shop, uid);
CREATE INDEX listings_by_visibility ON listings (shop, visible);

CREATE TABLE listed_variants (
    shop TEXT COLLATE "C" NOT NULL,
    product TEXT COLLATE "C" NOT NULL,
    ordinal BIGINT NOT NULL,
    variant TEXT COLLATE "C" NOT NULL,
    uid BIGINT NOT NULL,
    superkey TEXT COLLATE "C" NOT NULL,
    option_values TEXT COLLATE "C" NOT NULL,
    sku TEXT COLLATE "C" NOT NULL,
    price BIGINT NOT NULL,
    gone BIGINT NOT NULL,
    PRIMARY KEY (shop, product, ordinal),
    FOREIGN KEY (shop, product) REFERENCES listings (shop, product) ON DELETE CASCADE
);
CREATE INDEX listed_variants_by_sku ON listed_variants (shop, sku);
CREATE INDEX listed_variants_by_uid ON listed_variants (shop, uid);

-- id grows, so that of two equal instants the later note wins.
CREATE TABLE listing_history (
    shop TEXT COLLATE "C" NOT NULL,
    id BIGINT NOT NULL,
    uid BIGINT NOT NULL,
    superkey TEXT COLLATE "C" NOT NULL,
    variant TEXT COLLATE "C" NOT NULL,
    until_at BIGINT NOT NULL,
    PRIMARY KEY (shop, id)
);
CREATE INDEX listing_history_by_uid ON listing_history (shop, uid);

CREATE TABLE shop_skus (
    shop TEXT COLLATE "C" NOT NULL,
    sku TEXT COLLATE "C" NOT NULL,
    uid BIGINT NOT NULL,
    superkey TEXT COLLATE "C" NOT NULL,
    is_child BIGINT NOT NULL,
    PRIMARY KEY (shop, sku, uid, superkey, is_child)
);

-- url_key is a digest of url: an index never holds a text whose length a remote decides.
-- is_open: something is still to be done with it.
CREATE TABLE pictures (
    shop TEXT COLLATE "C" NOT NULL,
    product TEXT COLLATE "C" NOT NULL,
    url_key TEXT COLLATE "C" NOT NULL,
    url TEXT COLLATE "C" NOT NULL,
    place BIGINT NOT NULL,
    content TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    is_open BIGINT NOT NULL,
    PRIMARY KEY (shop, product, url_key)
);
CREATE INDEX pictures_open ON pictures (shop, product) WHERE is_open = 1;

CREATE TABLE runs (
    shop TEXT COLLATE "C" NOT NULL,
    id BIGINT NOT NULL,
    stream TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    phase TEXT COLLATE "C" NOT NULL,
    run_cursor TEXT COLLATE "C" NOT NULL,
    done BIGINT NOT NULL,
    total BIGINT NOT NULL,
    phase_at BIGINT NOT NULL,
    figures TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    waits_until BIGINT,
    asked_by TEXT COLLATE "C" NOT NULL,
    stop BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    ended_at BIGINT,
    outcome TEXT COLLATE "C",
    PRIMARY KEY (shop, id)
);
CREATE INDEX runs_by_stream ON runs (shop, stream, id);
CREATE UNIQUE INDEX runs_open ON runs (shop, stream) WHERE ended_at IS NULL;

CREATE TABLE changes (
    shop TEXT COLLATE "C" NOT NULL,
    run BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    product TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    field_groups TEXT COLLATE "C" NOT NULL,
    why TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (shop, run, seq)
);
CREATE INDEX changes_by_state ON changes (shop, run, state, seq, kind);
CREATE INDEX changes_by_product ON changes (shop, run, product);

-- subject_key is a digest of subject, as url_key above.
CREATE TABLE findings (
    shop TEXT COLLATE "C" NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    subject_key TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    content TEXT COLLATE "C" NOT NULL,
    pass BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    closed_at BIGINT,
    confirmed BIGINT NOT NULL,
    PRIMARY KEY (shop, id)
);
CREATE UNIQUE INDEX findings_open ON findings (shop, kind, subject_key) WHERE closed_at IS NULL;
CREATE INDEX findings_open_by_id ON findings (shop, id) WHERE closed_at IS NULL;
CREATE INDEX findings_by_subject ON findings (shop, kind, subject_key, id);

CREATE TABLE journal (
    shop TEXT COLLATE "C" NOT NULL,
    id BIGINT NOT NULL,
    noted_at BIGINT NOT NULL,
    service TEXT COLLATE "C" NOT NULL,
    what TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    outcome TEXT COLLATE "C" NOT NULL,
    duration_ms BIGINT NOT NULL,
    PRIMARY KEY (shop, id)
);
CREATE INDEX journal_by_time ON journal (shop, noted_at);
