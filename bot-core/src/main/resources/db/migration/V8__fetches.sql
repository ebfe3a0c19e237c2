-- How often the bytes of a backup could not be fetched from where they were sent: what is given up
-- after many such failures must not count the times when the NAS was away.
ALTER TABLE backup ADD COLUMN fetches INTEGER DEFAULT 0 NOT NULL;

-- What could not be said to somebody is said when they are back.
CREATE INDEX notice_chat ON notice (chat);
