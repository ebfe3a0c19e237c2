-- Was given up, and its owner does not need it any more.
ALTER TABLE backup ADD COLUMN forgone BOOLEAN DEFAULT FALSE NOT NULL;

-- Until when Porter has lived through the time that the clock shows: before anything is thrown away
-- for its age, a clock that has jumped must be told from one that is right.
CREATE TABLE lived (
    id INTEGER PRIMARY KEY,
    lived_until TIMESTAMP WITH TIME ZONE NOT NULL
);
