-- The till's products as the page lists them, as a pass over all of them last left them. sort_name: the
-- name in lower case, cut; searched: name, codes and bar codes in lower case. listed: no, visible, hidden
-- or linked. refused: the shop's words when it refused the last write, else empty. troubles: JSON. standing follows
-- from the others: a column of its own, so that filters are counted from an index alone.
CREATE TABLE products (
    shop TEXT COLLATE "C" NOT NULL,
    product TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    sort_name TEXT COLLATE "C" NOT NULL,
    searched TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    variants BIGINT NOT NULL,
    price BIGINT,
    verdict TEXT COLLATE "C" NOT NULL,
    troubles TEXT COLLATE "C" NOT NULL,
    listed TEXT COLLATE "C" NOT NULL,
    refused TEXT COLLATE "C" NOT NULL,
    left_out BIGINT NOT NULL,
    standing TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (shop, product)
);
CREATE INDEX products_by_name ON products (shop, sort_name, product);
CREATE INDEX products_by_standing ON products (shop, standing, sort_name, product);

-- Products that the merchant leaves out of the shop. product_key is a digest of product.
CREATE TABLE left_out (
    shop TEXT COLLATE "C" NOT NULL,
    product_key TEXT COLLATE "C" NOT NULL,
    product TEXT COLLATE "C" NOT NULL,
    who TEXT COLLATE "C" NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (shop, product_key)
);

-- The till's small lists, as a pass last read them: JSON.
CREATE TABLE surroundings (
    shop TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    content TEXT COLLATE "C" NOT NULL,
    read_at BIGINT NOT NULL
);

CREATE INDEX offers_by_product ON offers (shop, product, sku);
