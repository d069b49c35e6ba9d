-- The till's products as the page lists them, as a pass over all of them last left them. sort_name: the
-- name in lower case, cut; searched: name, codes and bar codes in lower case. listed: no, visible, hidden
-- or linked. refused: the shop's words when it refused the last write, else empty. troubles: JSON. standing follows
-- from the others: a column of its own, so that filters are counted from an index alone.
CREATE TABLE products (
    shop TEXT NOT NULL,
    product TEXT NOT NULL,
    name TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    searched TEXT NOT NULL,
    code TEXT NOT NULL,
    variants INTEGER NOT NULL,
    price INTEGER,
    verdict TEXT NOT NULL,
    troubles TEXT NOT NULL,
    listed TEXT NOT NULL,
    refused TEXT NOT NULL,
    left_out INTEGER NOT NULL,
    standing TEXT NOT NULL,
    PRIMARY KEY (shop, product)
) STRICT;
CREATE INDEX products_by_name ON products (shop, sort_name, product);
CREATE INDEX products_by_standing ON products (shop, standing, sort_name, product);

-- Products that the merchant leaves out of the shop. product_key is a digest of product.
CREATE TABLE left_out (
    shop TEXT NOT NULL,
    product_key TEXT NOT NULL,
    product TEXT NOT NULL,
    who TEXT NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (shop, product_key)
) STRICT;

-- The till's small lists, as a pass last read them: JSON.
CREATE TABLE surroundings (
    shop TEXT NOT NULL PRIMARY KEY,
    content TEXT NOT NULL,
    read_at INTEGER NOT NULL
) STRICT;

CREATE INDEX offers_by_product ON offers (shop, product, sku);
