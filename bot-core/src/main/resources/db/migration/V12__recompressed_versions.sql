-- Whether a chat had changed the bytes before Porter got them, so that this is not the original.
ALTER TABLE file_version ADD COLUMN recompressed BOOLEAN DEFAULT FALSE NOT NULL;
UPDATE file_version SET recompressed = TRUE
    WHERE id IN (SELECT version_id FROM backup WHERE recompressed = TRUE AND version_id IS NOT NULL);
