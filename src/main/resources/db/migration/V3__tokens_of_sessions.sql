-- Of a token that pages of the dashboard play with: for whom, and the SHA-256 of the session's bintu token.
ALTER TABLE issued_token ADD COLUMN account TEXT;
ALTER TABLE issued_token ADD COLUMN session TEXT;
CREATE INDEX issued_token_account ON issued_token (account, session) WHERE account IS NOT NULL;
