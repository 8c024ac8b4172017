-- With what somebody may sign up, once.
CREATE TABLE invitation (
    id TEXT PRIMARY KEY,
    -- Of the code in the link.
    sha256 TEXT NOT NULL UNIQUE,
    organisation TEXT NOT NULL REFERENCES organisation (id),
    role TEXT NOT NULL,
    created BIGINT NOT NULL,
    expires BIGINT NOT NULL
);
CREATE INDEX invitation_organisation ON invitation (organisation, created, id);
