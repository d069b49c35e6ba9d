-- What is known of levels. standing: never, no_record, unmanaged or managed; figures are decimal texts,
-- of a managed one alone. began_at: when the last reading began. unread_at: since when it could not be
-- read. absent_at: when the reading began that lacked it.
ALTER TABLE levels RENAME TO levels_before;
CREATE TABLE levels (
    shop TEXT NOT NULL,
    variant TEXT NOT NULL,
    point INTEGER NOT NULL,
    standing TEXT NOT NULL,
    quantity TEXT,
    outgoing TEXT,
    began_at INTEGER,
    unread_at INTEGER,
    absent_at INTEGER,
    PRIMARY KEY (shop, variant, point)
) STRICT, WITHOUT ROWID;
INSERT INTO levels (shop, variant, point, standing, quantity, outgoing, began_at)
    SELECT shop, variant, point,
        CASE WHEN managed = 1 THEN 'managed' ELSE 'unmanaged' END,
        CASE WHEN managed = 1 THEN quantity END,
        CASE WHEN managed = 1 THEN outgoing END,
        began_at
    FROM levels_before WHERE LENGTH(variant) <= 200;
DROP TABLE levels_before;
CREATE INDEX levels_by_point ON levels (shop, point, variant, began_at, unread_at);

ALTER TABLE points ADD COLUMN counts INTEGER NOT NULL DEFAULT 1;
ALTER TABLE points ADD COLUMN receives INTEGER NOT NULL DEFAULT 1;
ALTER TABLE points ADD COLUMN reserve INTEGER NOT NULL DEFAULT 0;

-- Offers. variant_key: a digest of variant, which is as long as a remote likes. searched: SKU and name in
-- lower case. listed_pieces: what the shop has to sell, as last listed; without stock counts as a million,
-- in target too. is_pending: a pass decides anew even where nothing moved.
CREATE TABLE offers (
    shop TEXT NOT NULL,
    sku TEXT NOT NULL,
    variant_key TEXT NOT NULL,
    variant TEXT NOT NULL,
    product TEXT NOT NULL,
    name TEXT NOT NULL,
    searched TEXT NOT NULL,
    target INTEGER NOT NULL,
    standing TEXT NOT NULL,
    listed_pieces INTEGER NOT NULL,
    is_pending INTEGER NOT NULL,
    listed_at INTEGER NOT NULL,
    sold_at INTEGER,
    changed_at INTEGER NOT NULL,
    memory TEXT NOT NULL,
    PRIMARY KEY (shop, sku)
) STRICT;
CREATE INDEX offers_by_variant ON offers (shop, variant_key);
CREATE INDEX offers_by_standing ON offers (shop, standing, sku);
CREATE INDEX offers_by_target ON offers (shop, target);
CREATE INDEX offers_by_sale ON offers (shop, sold_at) WHERE sold_at IS NOT NULL;
CREATE INDEX offers_offering ON offers (shop) WHERE listed_pieces > 0;
CREATE INDEX offers_pending ON offers (shop, sku) WHERE is_pending = 1;

-- What happened to a SKU's figure. id grows within the shop.
CREATE TABLE offer_events (
    shop TEXT NOT NULL,
    id INTEGER NOT NULL,
    sku TEXT NOT NULL,
    noted_at INTEGER NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (shop, id)
) STRICT;
CREATE INDEX offer_events_by_sku ON offer_events (shop, sku, id);
CREATE INDEX offer_events_by_time ON offer_events (shop, noted_at, id);

-- subject_key is a digest of subject, product_key one of product.
CREATE TABLE stock_choices (
    shop TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject_key TEXT NOT NULL,
    subject TEXT NOT NULL,
    pieces INTEGER NOT NULL,
    PRIMARY KEY (shop, kind, subject_key)
) STRICT;

CREATE TABLE stock_moved (
    shop TEXT NOT NULL,
    point INTEGER NOT NULL,
    product_key TEXT NOT NULL,
    product TEXT NOT NULL,
    moved_at INTEGER NOT NULL,
    PRIMARY KEY (shop, point, product_key)
) STRICT;
CREATE INDEX stock_moved_by_time ON stock_moved (shop, moved_at, point, product_key);
