-- The number by which a shop's own API calls it: what tells two shops apart, whoever brings their keys.
CREATE TABLE shop_numbers (
    shop TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES shops (id),
    shop_api TEXT COLLATE "C" NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    UNIQUE (shop_api, number)
);

-- Codes sent to a shop's own address, by which a person comes in. Of a code there is a hash alone.
CREATE TABLE entry_codes (
    shop TEXT COLLATE "C" NOT NULL REFERENCES shops (id),
    user_id TEXT COLLATE "C" NOT NULL REFERENCES users (id),
    sent_at BIGINT NOT NULL,
    code_hash TEXT COLLATE "C" NOT NULL,
    expires_at BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    address TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (shop, user_id, sent_at)
);
CREATE INDEX entry_codes_by_time ON entry_codes (shop, sent_at);
CREATE INDEX entry_codes_by_age ON entry_codes (sent_at);
