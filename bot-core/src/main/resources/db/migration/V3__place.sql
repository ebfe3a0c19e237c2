-- Chats with others, and what they are used for.
CREATE TABLE place (
    platform VARCHAR(20) NOT NULL,
    chat VARCHAR(200) NOT NULL,
    used_for VARCHAR(20) NOT NULL,
    since TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (platform, chat)
);

-- The message among others whose files they are, which is marked instead of answered.
ALTER TABLE backup ADD COLUMN posted_in VARCHAR(230);
ALTER TABLE backup ADD COLUMN posted_as VARCHAR(200);
