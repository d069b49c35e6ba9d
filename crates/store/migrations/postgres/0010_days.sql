-- Figures by day of the merchant's calendar (2026-10-25), so that nobody counts old rows.
CREATE TABLE days (
    shop TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL,
    what TEXT COLLATE "C" NOT NULL,
    value BIGINT NOT NULL,
    PRIMARY KEY (shop, day, what)
);
