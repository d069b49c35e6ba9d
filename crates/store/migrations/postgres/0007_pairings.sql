-- Which links a person chose: what the products stream finds out by itself does not replace those.
ALTER TABLE category_links ADD COLUMN by_hand BIGINT NOT NULL DEFAULT 0;
ALTER TABLE tax_links ADD COLUMN by_hand BIGINT NOT NULL DEFAULT 0;
