-- has_buyer: the order still tells who bought; one of an older version is looked at once. to_forget: the
-- buyer asked to be forgotten, and is as soon as the order is over.
ALTER TABLE orders ADD COLUMN has_buyer INTEGER NOT NULL DEFAULT 1;
ALTER TABLE orders ADD COLUMN to_forget INTEGER NOT NULL DEFAULT 0;
CREATE INDEX orders_with_buyer ON orders (shop, ordered_at, id) WHERE has_buyer = 1;
