-- What administrators were told and is not over yet. `troubled` is the platform on which nothing is
-- said of it.
CREATE TABLE alarm (
    name VARCHAR(100) PRIMARY KEY,
    words VARCHAR(4000) NOT NULL,
    troubled VARCHAR(20),
    raised_at TIMESTAMP WITH TIME ZONE NOT NULL
);
