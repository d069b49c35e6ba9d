-- Orders. ended_at: since when the shop shows it ended. is_open: it is looked at in every pass.
CREATE TABLE orders (
    shop TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    state BIGINT NOT NULL,
    ordered_at BIGINT NOT NULL,
    total BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    read_at BIGINT,
    ended_at BIGINT,
    details TEXT COLLATE "C",
    resolved TEXT COLLATE "C" NOT NULL,
    basis TEXT COLLATE "C",
    explanation TEXT COLLATE "C",
    stage TEXT COLLATE "C" NOT NULL,
    stage_word TEXT COLLATE "C" NOT NULL,
    stage_at BIGINT NOT NULL,
    memory TEXT COLLATE "C" NOT NULL,
    ignored TEXT COLLATE "C",
    set_aside BIGINT NOT NULL,
    is_open BIGINT NOT NULL,
    PRIMARY KEY (shop, id)
);
CREATE INDEX orders_by_date ON orders (shop, ordered_at, id);
CREATE INDEX orders_by_stage ON orders (shop, stage_word, ordered_at, id);
CREATE INDEX orders_open ON orders (shop, ordered_at, id) WHERE is_open = 1;

-- is_open: its pieces count at its point, and it is not seen closed.
CREATE TABLE order_parts (
    shop TEXT COLLATE "C" NOT NULL,
    order_id TEXT COLLATE "C" NOT NULL,
    number BIGINT NOT NULL,
    part TEXT COLLATE "C" NOT NULL,
    memory TEXT COLLATE "C" NOT NULL,
    is_open BIGINT NOT NULL,
    closed_at BIGINT,
    PRIMARY KEY (shop, order_id, number),
    FOREIGN KEY (shop, order_id) REFERENCES orders (shop, id) ON DELETE CASCADE
);
CREATE INDEX order_parts_open ON order_parts (shop, order_id, number) WHERE is_open = 1;
CREATE INDEX order_parts_closed ON order_parts (shop, closed_at) WHERE closed_at IS NOT NULL;

CREATE TABLE order_events (
    shop TEXT COLLATE "C" NOT NULL,
    order_id TEXT COLLATE "C" NOT NULL,
    id BIGINT NOT NULL,
    noted_at BIGINT NOT NULL,
    what TEXT COLLATE "C" NOT NULL,
    detail TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (shop, order_id, id)
);

-- Figures are decimal texts.
CREATE TABLE levels (
    shop TEXT COLLATE "C" NOT NULL,
    variant TEXT COLLATE "C" NOT NULL,
    point BIGINT NOT NULL,
    managed BIGINT NOT NULL,
    quantity TEXT COLLATE "C" NOT NULL,
    outgoing TEXT COLLATE "C" NOT NULL,
    began_at BIGINT NOT NULL,
    PRIMARY KEY (shop, variant, point)
);

CREATE TABLE withheld (
    shop TEXT COLLATE "C" NOT NULL,
    point BIGINT NOT NULL,
    variant TEXT COLLATE "C" NOT NULL,
    order_id TEXT COLLATE "C" NOT NULL,
    number BIGINT NOT NULL,
    content TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (shop, point, variant, order_id, number)
);

CREATE TABLE stream_memories (
    shop TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    content TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (shop, name)
);

-- who: a digest of an e-mail address or a VAT number.
CREATE TABLE buyers (
    shop TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    who TEXT COLLATE "C" NOT NULL,
    till TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (shop, kind, who)
);

CREATE TABLE inlets (
    shop TEXT COLLATE "C" NOT NULL,
    caller TEXT COLLATE "C" NOT NULL,
    token_hash TEXT COLLATE "C" NOT NULL UNIQUE,
    token BYTEA NOT NULL,
    accepted BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    accepted_at BIGINT,
    refused_at BIGINT,
    PRIMARY KEY (shop, caller)
);

CREATE TABLE inlet_secrets (
    shop TEXT COLLATE "C" NOT NULL,
    id BIGINT NOT NULL,
    secret BYTEA NOT NULL,
    PRIMARY KEY (shop, id)
);

CREATE TABLE inlet_contents (
    shop TEXT COLLATE "C" NOT NULL,
    digest TEXT COLLATE "C" NOT NULL,
    came_at BIGINT NOT NULL,
    PRIMARY KEY (shop, digest)
);
CREATE INDEX inlet_contents_by_time ON inlet_contents (shop, came_at);

-- Which product a variant belongs to, for lines that name a past place.
CREATE INDEX listed_variants_by_variant ON listed_variants (shop, variant);
