-- Orders. ended_at: since when the shop shows it ended. is_open: it is looked at in every pass.
CREATE TABLE orders (
    shop TEXT NOT NULL,
    id TEXT NOT NULL,
    state INTEGER NOT NULL,
    ordered_at INTEGER NOT NULL,
    total INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    read_at INTEGER,
    ended_at INTEGER,
    details TEXT,
    resolved TEXT NOT NULL,
    basis TEXT,
    explanation TEXT,
    stage TEXT NOT NULL,
    stage_word TEXT NOT NULL,
    stage_at INTEGER NOT NULL,
    memory TEXT NOT NULL,
    ignored TEXT,
    set_aside INTEGER NOT NULL,
    is_open INTEGER NOT NULL,
    PRIMARY KEY (shop, id)
) STRICT;
CREATE INDEX orders_by_date ON orders (shop, ordered_at, id);
CREATE INDEX orders_by_stage ON orders (shop, stage_word, ordered_at, id);
CREATE INDEX orders_open ON orders (shop, ordered_at, id) WHERE is_open = 1;

-- is_open: its pieces count at its point, and it is not seen closed.
CREATE TABLE order_parts (
    shop TEXT NOT NULL,
    order_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    part TEXT NOT NULL,
    memory TEXT NOT NULL,
    is_open INTEGER NOT NULL,
    closed_at INTEGER,
    PRIMARY KEY (shop, order_id, number),
    FOREIGN KEY (shop, order_id) REFERENCES orders (shop, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX order_parts_open ON order_parts (shop, order_id, number) WHERE is_open = 1;
CREATE INDEX order_parts_closed ON order_parts (shop, closed_at) WHERE closed_at IS NOT NULL;

CREATE TABLE order_events (
    shop TEXT NOT NULL,
    order_id TEXT NOT NULL,
    id INTEGER NOT NULL,
    noted_at INTEGER NOT NULL,
    what TEXT NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (shop, order_id, id)
) STRICT, WITHOUT ROWID;

-- Figures are decimal texts.
CREATE TABLE levels (
    shop TEXT NOT NULL,
    variant TEXT NOT NULL,
    point INTEGER NOT NULL,
    managed INTEGER NOT NULL,
    quantity TEXT NOT NULL,
    outgoing TEXT NOT NULL,
    began_at INTEGER NOT NULL,
    PRIMARY KEY (shop, variant, point)
) STRICT, WITHOUT ROWID;

CREATE TABLE withheld (
    shop TEXT NOT NULL,
    point INTEGER NOT NULL,
    variant TEXT NOT NULL,
    order_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (shop, point, variant, order_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE stream_memories (
    shop TEXT NOT NULL,
    name TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (shop, name)
) STRICT, WITHOUT ROWID;

-- who: a digest of an e-mail address or a VAT number.
CREATE TABLE buyers (
    shop TEXT NOT NULL,
    kind TEXT NOT NULL,
    who TEXT NOT NULL,
    till TEXT NOT NULL,
    PRIMARY KEY (shop, kind, who)
) STRICT, WITHOUT ROWID;

CREATE TABLE inlets (
    shop TEXT NOT NULL,
    caller TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    token BLOB NOT NULL,
    accepted INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    accepted_at INTEGER,
    refused_at INTEGER,
    PRIMARY KEY (shop, caller)
) STRICT;

CREATE TABLE inlet_secrets (
    shop TEXT NOT NULL,
    id INTEGER NOT NULL,
    secret BLOB NOT NULL,
    PRIMARY KEY (shop, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE inlet_contents (
    shop TEXT NOT NULL,
    digest TEXT NOT NULL,
    came_at INTEGER NOT NULL,
    PRIMARY KEY (shop, digest)
) STRICT, WITHOUT ROWID;
CREATE INDEX inlet_contents_by_time ON inlet_contents (shop, came_at);

-- Which product a variant belongs to, for lines that name a past place.
CREATE INDEX listed_variants_by_variant ON listed_variants (shop, variant);
