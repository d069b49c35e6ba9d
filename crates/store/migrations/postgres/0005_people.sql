-- Letters that wait to be sent: recipient and text are sealed. refusals: how often a mail server did not
-- take this one.
CREATE TABLE letters (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    sealed BYTEA NOT NULL,
    put_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    refusals BIGINT NOT NULL
);
CREATE INDEX letters_by_due ON letters (due_at, id);
CREATE INDEX letters_by_age ON letters (put_at);

-- Accounts that wait for their address to be confirmed. One whose address has an account waits as well:
-- who asks is answered alike. Its token was sent to nobody.
CREATE TABLE registrations (
    token_hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    email TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    password TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX registrations_by_email ON registrations (email);
CREATE INDEX registrations_by_end ON registrations (ends_at);

-- Links that let choose a new password.
CREATE TABLE resets (
    token_hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    email TEXT COLLATE "C" NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX resets_by_email ON resets (email);
CREATE INDEX resets_by_end ON resets (ends_at);

-- Invited to a shop, and not there yet.
CREATE TABLE invitations (
    shop TEXT COLLATE "C" NOT NULL REFERENCES shops (id),
    email TEXT COLLATE "C" NOT NULL,
    token_hash TEXT COLLATE "C" NOT NULL UNIQUE,
    invited_by TEXT COLLATE "C" NOT NULL,
    sent_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    PRIMARY KEY (shop, email)
);

-- What is counted so that nobody does it too often: never an address in clear.
CREATE TABLE attempts (
    who TEXT COLLATE "C" NOT NULL,
    tried_at BIGINT NOT NULL,
    times BIGINT NOT NULL,
    PRIMARY KEY (who, tried_at)
);
CREATE INDEX attempts_by_time ON attempts (tried_at);

-- The browser that a session was last used with, in few words.
ALTER TABLE sessions ADD COLUMN browser TEXT COLLATE "C" NOT NULL DEFAULT '';
