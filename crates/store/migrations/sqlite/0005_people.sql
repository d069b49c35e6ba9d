-- Letters that wait to be sent: recipient and text are sealed. refusals: how often a mail server did not
-- take this one.
CREATE TABLE letters (
    id TEXT NOT NULL PRIMARY KEY,
    sealed BLOB NOT NULL,
    put_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    refusals INTEGER NOT NULL
) STRICT;
CREATE INDEX letters_by_due ON letters (due_at, id);
CREATE INDEX letters_by_age ON letters (put_at);

-- Accounts that wait for their address to be confirmed. One whose address has an account waits as well:
-- who asks is answered alike. Its token was sent to nobody.
CREATE TABLE registrations (
    token_hash TEXT NOT NULL PRIMARY KEY,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    password TEXT NOT NULL,
    language TEXT NOT NULL,
    ends_at INTEGER NOT NULL
) STRICT;
CREATE INDEX registrations_by_email ON registrations (email);
CREATE INDEX registrations_by_end ON registrations (ends_at);

-- Links that let choose a new password.
CREATE TABLE resets (
    token_hash TEXT NOT NULL PRIMARY KEY,
    email TEXT NOT NULL,
    ends_at INTEGER NOT NULL
) STRICT;
CREATE INDEX resets_by_email ON resets (email);
CREATE INDEX resets_by_end ON resets (ends_at);

-- Invited to a shop, and not there yet.
CREATE TABLE invitations (
    shop TEXT NOT NULL REFERENCES shops (id),
    email TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    invited_by TEXT NOT NULL,
    sent_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    PRIMARY KEY (shop, email)
) STRICT, WITHOUT ROWID;

-- What is counted so that nobody does it too often: never an address in clear.
CREATE TABLE attempts (
    who TEXT NOT NULL,
    tried_at INTEGER NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (who, tried_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX attempts_by_time ON attempts (tried_at);

-- The browser that a session was last used with, in few words.
ALTER TABLE sessions ADD COLUMN browser TEXT NOT NULL DEFAULT '';
