-- The number by which a shop's own API calls it: what tells two shops apart, whoever brings their keys.
CREATE TABLE shop_numbers (
    shop TEXT NOT NULL PRIMARY KEY REFERENCES shops (id),
    shop_api TEXT NOT NULL,
    number TEXT NOT NULL,
    UNIQUE (shop_api, number)
);

-- Codes sent to a shop's own address, by which a person comes in. Of a code there is a hash alone.
CREATE TABLE entry_codes (
    shop TEXT NOT NULL REFERENCES shops (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    sent_at INTEGER NOT NULL,
    code_hash TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    address TEXT NOT NULL,
    PRIMARY KEY (shop, user_id, sent_at)
);
CREATE INDEX entry_codes_by_time ON entry_codes (shop, sent_at);
CREATE INDEX entry_codes_by_age ON entry_codes (sent_at);
