-- words: what an order is found by, in small letters. The indexes hold it, so that looking through all
-- orders reads no row but those that are shown.
ALTER TABLE orders ADD COLUMN words TEXT COLLATE "C" NOT NULL DEFAULT '';
UPDATE orders SET words = lower(id);
DROP INDEX orders_by_date;
DROP INDEX orders_by_stage;
CREATE INDEX orders_by_date ON orders (shop, ordered_at, id, words);
CREATE INDEX orders_by_stage ON orders (shop, stage_word, ordered_at, id, words);
