-- Instants are milliseconds since 1970, yes and no are 1 and 0, structures are JSON.
-- Every key of a shop's data begins with the shop.

CREATE TABLE shops (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    instance TEXT UNIQUE,
    till_api TEXT NOT NULL,
    shop_api TEXT NOT NULL,
    till_key BLOB,
    shop_key BLOB,
    shop_exchange BLOB,
    checked_at INTEGER,
    settings TEXT NOT NULL,
    first_sync_at INTEGER,
    watermark INTEGER,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX shops_by_age ON shops (created_at, id);

CREATE TABLE users (
    id TEXT NOT NULL PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password TEXT NOT NULL,
    language TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE members (
    shop TEXT NOT NULL REFERENCES shops (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    PRIMARY KEY (shop, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX members_by_user ON members (user_id, shop);

CREATE TABLE sessions (
    token_hash TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    csrf TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_user ON sessions (user_id, expires_at);

CREATE TABLE failed_logins (
    who TEXT NOT NULL,
    failed_at INTEGER NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (who, failed_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX failed_logins_by_time ON failed_logins (failed_at);

-- The last number given, for what is counted in one shop: runs, places, past places, findings, the journal.
CREATE TABLE counters (
    shop TEXT NOT NULL,
    counter TEXT NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (shop, counter)
) STRICT, WITHOUT ROWID;

CREATE TABLE leases (
    shop TEXT NOT NULL,
    stream TEXT NOT NULL,
    token TEXT NOT NULL,
    ends_at INTEGER NOT NULL,
    PRIMARY KEY (shop, stream)
) STRICT, WITHOUT ROWID;

-- spent: the remote itself said that nothing is left.
CREATE TABLE budgets (
    shop TEXT NOT NULL,
    service TEXT NOT NULL,
    ends_at INTEGER NOT NULL,
    used INTEGER NOT NULL,
    spent INTEGER NOT NULL,
    PRIMARY KEY (shop, service)
) STRICT, WITHOUT ROWID;

CREATE TABLE points (
    shop TEXT NOT NULL,
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    place TEXT NOT NULL,
    position INTEGER NOT NULL,
    enabled INTEGER NOT NULL,
    gone INTEGER NOT NULL,
    PRIMARY KEY (shop, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE category_links (
    shop TEXT NOT NULL,
    till TEXT NOT NULL,
    uid INTEGER NOT NULL,
    name TEXT NOT NULL,
    ours INTEGER NOT NULL,
    PRIMARY KEY (shop, till)
) STRICT, WITHOUT ROWID;

CREATE TABLE tax_links (
    shop TEXT NOT NULL,
    till TEXT NOT NULL,
    profile TEXT NOT NULL,
    rate TEXT NOT NULL,
    PRIMARY KEY (shop, till)
) STRICT, WITHOUT ROWID;

CREATE TABLE id_attributes (
    shop TEXT NOT NULL PRIMARY KEY,
    attribute TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE mirror (
    shop TEXT NOT NULL,
    product TEXT NOT NULL,
    place INTEGER NOT NULL,
    pass INTEGER NOT NULL,
    missing INTEGER NOT NULL,
    ecommerce INTEGER NOT NULL,
    last_update INTEGER,
    body TEXT NOT NULL,
    PRIMARY KEY (shop, product)
) STRICT;
CREATE UNIQUE INDEX mirror_by_place ON mirror (shop, place);
CREATE INDEX mirror_present ON mirror (shop, product) WHERE missing = 0;

-- Cleaned codes; an empty variant stands for a multivariant product as a whole.
CREATE TABLE mirror_codes (
    shop TEXT NOT NULL,
    code TEXT NOT NULL,
    product TEXT NOT NULL,
    variant TEXT NOT NULL,
    PRIMARY KEY (shop, code, product, variant),
    FOREIGN KEY (shop, product) REFERENCES mirror (shop, product) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX mirror_codes_by_product ON mirror_codes (shop, product);
CREATE INDEX mirror_codes_of_parents ON mirror_codes (shop, code, product) WHERE variant = '';

CREATE TABLE listings (
    shop TEXT NOT NULL,
    product TEXT NOT NULL,
    uid INTEGER NOT NULL,
    sku TEXT NOT NULL,
    visible INTEGER NOT NULL,
    link_only INTEGER NOT NULL,
    written TEXT NOT NULL,
    kept TEXT NOT NULL,
    PRIMARY KEY (shop, product)
) STRICT;
CREATE INDEX listings_by_uid ON listings (shop, uid);
CREATE INDEX listings_by_visibility ON listings (shop, visible);

CREATE TABLE listed_variants (
    shop TEXT NOT NULL,
    product TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    variant TEXT NOT NULL,
    uid INTEGER NOT NULL,
    superkey TEXT NOT NULL,
    option_values TEXT NOT NULL,
    sku TEXT NOT NULL,
    price INTEGER NOT NULL,
    gone INTEGER NOT NULL,
    PRIMARY KEY (shop, product, ordinal),
    FOREIGN KEY (shop, product) REFERENCES listings (shop, product) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX listed_variants_by_sku ON listed_variants (shop, sku);
CREATE INDEX listed_variants_by_uid ON listed_variants (shop, uid);

-- id grows, so that of two equal instants the later note wins.
CREATE TABLE listing_history (
    shop TEXT NOT NULL,
    id INTEGER NOT NULL,
    uid INTEGER NOT NULL,
    superkey TEXT NOT NULL,
    variant TEXT NOT NULL,
    until_at INTEGER NOT NULL,
    PRIMARY KEY (shop, id)
) STRICT;
CREATE INDEX listing_history_by_uid ON listing_history (shop, uid);

CREATE TABLE shop_skus (
    shop TEXT NOT NULL,
    sku TEXT NOT NULL,
    uid INTEGER NOT NULL,
    superkey TEXT NOT NULL,
    is_child INTEGER NOT NULL,
    PRIMARY KEY (shop, sku, uid, superkey, is_child)
) STRICT, WITHOUT ROWID;

-- url_key is a digest of url: an index never holds a text whose length a remote decides.
-- is_open: something is still to be done with it.
CREATE TABLE pictures (
    shop TEXT NOT NULL,
    product TEXT NOT NULL,
    url_key TEXT NOT NULL,
    url TEXT NOT NULL,
    place INTEGER NOT NULL,
    content TEXT NOT NULL,
    state TEXT NOT NULL,
    is_open INTEGER NOT NULL,
    PRIMARY KEY (shop, product, url_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX pictures_open ON pictures (shop, product) WHERE is_open = 1;

CREATE TABLE runs (
    shop TEXT NOT NULL,
    id INTEGER NOT NULL,
    stream TEXT NOT NULL,
    kind TEXT NOT NULL,
    phase TEXT NOT NULL,
    run_cursor TEXT NOT NULL,
    done INTEGER NOT NULL,
    total INTEGER NOT NULL,
    phase_at INTEGER NOT NULL,
    figures TEXT NOT NULL,
    subject TEXT NOT NULL,
    waits_until INTEGER,
    asked_by TEXT NOT NULL,
    stop INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    ended_at INTEGER,
    outcome TEXT,
    PRIMARY KEY (shop, id)
) STRICT;
CREATE INDEX runs_by_stream ON runs (shop, stream, id);
CREATE UNIQUE INDEX runs_open ON runs (shop, stream) WHERE ended_at IS NULL;

CREATE TABLE changes (
    shop TEXT NOT NULL,
    run INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    product TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    field_groups TEXT NOT NULL,
    why TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (shop, run, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX changes_by_state ON changes (shop, run, state, seq, kind);
CREATE INDEX changes_by_product ON changes (shop, run, product);

-- subject_key is a digest of subject, as url_key above.
CREATE TABLE findings (
    shop TEXT NOT NULL,
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    subject_key TEXT NOT NULL,
    subject TEXT NOT NULL,
    content TEXT NOT NULL,
    pass INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    closed_at INTEGER,
    confirmed INTEGER NOT NULL,
    PRIMARY KEY (shop, id)
) STRICT;
CREATE UNIQUE INDEX findings_open ON findings (shop, kind, subject_key) WHERE closed_at IS NULL;
CREATE INDEX findings_open_by_id ON findings (shop, id) WHERE closed_at IS NULL;
CREATE INDEX findings_by_subject ON findings (shop, kind, subject_key, id);

CREATE TABLE journal (
    shop TEXT NOT NULL,
    id INTEGER NOT NULL,
    noted_at INTEGER NOT NULL,
    service TEXT NOT NULL,
    what TEXT NOT NULL,
    subject TEXT NOT NULL,
    outcome TEXT NOT NULL,
    duration_ms INTEGER NOT NULL,
    PRIMARY KEY (shop, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_by_time ON journal (shop, noted_at);
