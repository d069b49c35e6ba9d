-- Figures by day of the merchant's calendar (2026-10-25), so that nobody counts old rows.
CREATE TABLE days (
    shop TEXT NOT NULL,
    day TEXT NOT NULL,
    what TEXT NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (shop, day, what)
) STRICT, WITHOUT ROWID;
