-- What is known of levels. standing: never, no_record, unmanaged or managed; figures are decimal texts,
-- of a managed one alone. began_at: when the last reading began. unread_at: since when it could not be
-- read. absent_at: when the reading began that lacked it.
ALTER TABLE levels RENAME TO levels_before;
CREATE TABLE levels (
    shop TEXT COLLATE "C" NOT NULL,
    variant TEXT COLLATE "C" NOT NULL,
    point BIGINT NOT NULL,
    standing TEXT COLLATE "C" NOT NULL,
    quantity TEXT COLLATE "C",
    outgoing TEXT COLLATE "C",
    began_at BIGINT,
    unread_at BIGINT,
    absent_at BIGINT,
    PRIMARY KEY (shop, variant, point)
);
INSERT INTO levels (shop, variant, point, standing, quantity, outgoing, began_at)
    SELECT shop, variant, point,
        CASE WHEN managed = 1 THEN 'managed' ELSE 'unmanaged' END,
        CASE WHEN managed = 1 THEN quantity END,
        CASE WHEN managed = 1 THEN outgoing END,
        began_at
    FROM levels_before WHERE LENGTH(variant) <= 200;
DROP TABLE levels_before;
CREATE INDEX levels_by_point ON levels (shop, point, variant, began_at, unread_at);

ALTER TABLE points ADD COLUMN counts BIGINT NOT NULL DEFAULT 1;
ALTER TABLE points ADD COLUMN receives BIGINT NOT NULL DEFAULT 1;
ALTER TABLE points ADD COLUMN reserve BIGINT NOT NULL DEFAULT 0;

-- Offers. variant_key: a digest of variant, which is as long as a remote likes. searched: SKU and name in
-- lower case. listed_pieces: what the shop has to sell, as last listed; without stock counts as a million,
-- in target too. is_pending: a pass decides anew even where nothing moved.
CREATE TABLE offers (
    shop TEXT COLLATE "C" NOT NULL,
    sku TEXT COLLATE "C" NOT NULL,
    variant_key TEXT COLLATE "C" NOT NULL,
    variant TEXT COLLATE "C" NOT NULL,
    product TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    searched TEXT COLLATE "C" NOT NULL,
    target BIGINT NOT NULL,
    standing TEXT COLLATE "C" NOT NULL,
    listed_pieces BIGINT NOT NULL,
    is_pending BIGINT NOT NULL,
    listed_at BIGINT NOT NULL,
    sold_at BIGINT,
    changed_at BIGINT NOT NULL,
    memory TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (shop, sku)
);
CREATE INDEX offers_by_variant ON offers (shop, variant_key);
CREATE INDEX offers_by_standing ON offers (shop, standing, sku);
CREATE INDEX offers_by_target ON offers (shop, target);
CREATE INDEX offers_by_sale ON offers (shop, sold_at) WHERE sold_at IS NOT NULL;
CREATE INDEX offers_offering ON offers (shop) WHERE listed_pieces > 0;
CREATE INDEX offers_pending ON offers (shop, sku) WHERE is_pending = 1;

-- What happened to a SKU's figure. id grows within the shop.
CREATE TABLE offer_events (
    shop TEXT COLLATE "C" NOT NULL,
    id BIGINT NOT NULL,
    sku TEXT COLLATE "C" NOT NULL,
    noted_at BIGINT NOT NULL,
    content TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (shop, id)
);
CREATE INDEX offer_events_by_sku ON offer_events (shop, sku, id);
CREATE INDEX offer_events_by_time ON offer_events (shop, noted_at, id);

-- subject_key is a digest of subject, product_key one of product.
CREATE TABLE stock_choices (
    shop TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    subject_key TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    pieces BIGINT NOT NULL,
    PRIMARY KEY (shop, kind, subject_key)
);

CREATE TABLE stock_moved (
    shop TEXT COLLATE "C" NOT NULL,
    point BIGINT NOT NULL,
    product_key TEXT COLLATE "C" NOT NULL,
    product TEXT COLLATE "C" NOT NULL,
    moved_at BIGINT NOT NULL,
    PRIMARY KEY (shop, point, product_key)
);
CREATE INDEX stock_moved_by_time ON stock_moved (shop, moved_at, point, product_key);
