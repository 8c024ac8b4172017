-- What pages that embed a player give it, in words of the organisation's own; nothing here checks it.
ALTER TABLE organisation ADD COLUMN player_key TEXT;
