-- One SQL for SQLite and PostgreSQL. Times are UNIX seconds, unless it says milliseconds; ids are UUIDs in lower case.

CREATE TABLE organisation (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    hash TEXT NOT NULL UNIQUE,
    -- Its own public keys: uploaded, or read from the URL.
    token_issuer TEXT,
    token_keys TEXT,
    token_keys_url TEXT,
    -- How many sessions may run at once; none: any number.
    sessions_per_token INTEGER,
    sessions_per_user INTEGER,
    created BIGINT NOT NULL
);

CREATE TABLE organisation_package (
    organisation TEXT NOT NULL REFERENCES organisation (id),
    package TEXT NOT NULL,
    -- enabled or shadow
    state TEXT NOT NULL,
    PRIMARY KEY (organisation, package)
);

CREATE TABLE api_key (
    id TEXT PRIMARY KEY,
    organisation TEXT NOT NULL REFERENCES organisation (id),
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL UNIQUE,
    created BIGINT NOT NULL,
    last_used BIGINT,
    UNIQUE (organisation, name)
);

CREATE TABLE account (
    id TEXT PRIMARY KEY,
    -- None: an operator of the whole installation.
    organisation TEXT REFERENCES organisation (id),
    email TEXT NOT NULL UNIQUE,
    password TEXT NOT NULL,
    role TEXT NOT NULL,
    created BIGINT NOT NULL
);

CREATE INDEX account_organisation ON account (organisation, email);

CREATE TABLE account_session (
    sha256 TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    created BIGINT NOT NULL,
    expires BIGINT NOT NULL
);
CREATE INDEX account_session_account ON account_session (account);
CREATE INDEX account_session_expires ON account_session (expires);

CREATE TABLE stream_group (
    id TEXT PRIMARY KEY,
    organisation TEXT NOT NULL REFERENCES organisation (id),
    created BIGINT NOT NULL
);
CREATE INDEX stream_group_organisation ON stream_group (organisation, created, id);

CREATE TABLE stream (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    stream_group TEXT NOT NULL REFERENCES stream_group (id),
    organisation TEXT NOT NULL REFERENCES organisation (id),
    -- In the group; 0 is the passthrough.
    position INTEGER NOT NULL,
    state TEXT NOT NULL,
    width INTEGER,
    height INTEGER,
    -- In kbit/s.
    bitrate INTEGER,
    fps INTEGER,
    created BIGINT NOT NULL,
    updated BIGINT NOT NULL
);
CREATE INDEX stream_of_group ON stream (stream_group, position);
CREATE INDEX stream_of_organisation ON stream (organisation, created, id);

CREATE TABLE stream_tag (
    stream TEXT NOT NULL REFERENCES stream (id),
    tag TEXT NOT NULL,
    PRIMARY KEY (stream, tag)
);

CREATE TABLE guardian_rule (
    id TEXT PRIMARY KEY,
    organisation TEXT NOT NULL REFERENCES organisation (id),
    -- ip or referrer
    kind TEXT NOT NULL,
    -- The address or range, or the domain.
    subject TEXT NOT NULL,
    -- deny or allow
    type TEXT NOT NULL,
    until BIGINT,
    note TEXT,
    created BIGINT NOT NULL,
    UNIQUE (organisation, kind, subject)
);
CREATE INDEX guardian_rule_until ON guardian_rule (until);

CREATE TABLE issued_token (
    organisation TEXT NOT NULL REFERENCES organisation (id),
    jti TEXT NOT NULL,
    -- As in the token; "user" is reserved in SQL.
    viewer TEXT,
    tag TEXT,
    -- The target: names separated by spaces, a group, or neither.
    streams TEXT,
    stream_group TEXT,
    revocable INTEGER NOT NULL,
    issued_at BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    PRIMARY KEY (organisation, jti)
);
CREATE INDEX issued_token_expires ON issued_token (expires);

CREATE TABLE revocation (
    organisation TEXT NOT NULL REFERENCES organisation (id),
    jti TEXT NOT NULL,
    until BIGINT NOT NULL,
    created BIGINT NOT NULL,
    PRIMARY KEY (organisation, jti)
);
CREATE INDEX revocation_until ON revocation (until);

CREATE TABLE revocation_rule (
    id TEXT PRIMARY KEY,
    organisation TEXT NOT NULL REFERENCES organisation (id),
    viewer TEXT,
    tag TEXT,
    streams TEXT,
    stream_group TEXT,
    issued_before BIGINT NOT NULL,
    until BIGINT,
    created BIGINT NOT NULL
);
CREATE INDEX revocation_rule_organisation ON revocation_rule (organisation, created);

-- Appended to, never changed.
CREATE TABLE audit (
    id TEXT PRIMARY KEY,
    -- None: the installation's business.
    organisation TEXT,
    -- In milliseconds.
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    source TEXT NOT NULL
);
CREATE INDEX audit_organisation ON audit (organisation, at, id);

-- The text of the registry file that was applied last.
CREATE TABLE imported (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL
);

-- What edges follow: of each entry the newest change. Who has all changes up to a version has the catalog as it was
-- then, and who has none reads all of it.
CREATE TABLE feed (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    -- JSON; none: gone.
    value TEXT,
    -- In milliseconds.
    at BIGINT NOT NULL,
    PRIMARY KEY (kind, id)
);
CREATE UNIQUE INDEX feed_version ON feed (version);
CREATE INDEX feed_gone ON feed (at) WHERE value IS NULL;

CREATE TABLE feed_head (
    id INTEGER PRIMARY KEY,
    -- Tells this feed from that of another database.
    feed TEXT NOT NULL,
    -- Of the newest change. Its row is locked by who writes a change, until the commit: so versions are in commit order.
    version BIGINT NOT NULL,
    -- Up to this version, entries that are gone have been forgotten.
    forgotten BIGINT NOT NULL
);
