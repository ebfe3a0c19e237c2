-- Phones whose pictures were seen to arrive, and whether their owner was told that no more came.
CREATE TABLE phone (
    account_id BIGINT NOT NULL REFERENCES account (id),
    name VARCHAR(255) NOT NULL,
    told BOOLEAN NOT NULL,
    PRIMARY KEY (account_id, name)
);
