-- Where an organisation is told of changes of its streams.
CREATE TABLE webhook (
    organisation TEXT PRIMARY KEY REFERENCES organisation (id),
    url TEXT NOT NULL,
    -- What is sent is signed with it, so that a hash of it would not do.
    secret TEXT NOT NULL,
    created BIGINT NOT NULL,
    -- In milliseconds: when the next try is due, and until when a process is at it.
    due BIGINT NOT NULL,
    claimed BIGINT NOT NULL,
    -- In a row.
    failures INTEGER NOT NULL,
    failed BIGINT,
    failure TEXT,
    delivered BIGINT,
    -- Events that were given up.
    dropped BIGINT NOT NULL
);

-- What is still to be told. It has no reference to the webhook: whoever writes one waits for nobody who takes that away.
CREATE TABLE webhook_event (
    -- That of the feed, so that events are in commit order.
    version BIGINT PRIMARY KEY,
    organisation TEXT NOT NULL,
    at BIGINT NOT NULL,
    -- As it is sent.
    body TEXT NOT NULL
);
CREATE INDEX webhook_event_organisation ON webhook_event (organisation, version);
CREATE INDEX webhook_event_at ON webhook_event (at);
