-- What the operator has agreed with the organisation, in words.
ALTER TABLE organisation ADD COLUMN support_level TEXT NOT NULL DEFAULT 'basic';
ALTER TABLE organisation ADD COLUMN analytics_level TEXT NOT NULL DEFAULT 'basic';
