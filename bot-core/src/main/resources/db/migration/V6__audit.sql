-- What administrators may read of what was done with an account: nothing from before, since a file's
-- name may stand in it.
ALTER TABLE activity ADD COLUMN reported BOOLEAN DEFAULT FALSE NOT NULL;
CREATE INDEX activity_reported ON activity (reported, id);
