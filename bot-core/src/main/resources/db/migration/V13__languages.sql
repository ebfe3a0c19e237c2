-- The language of each chat that somebody has with Porter alone: chosen there, or said by the platform.
CREATE TABLE chat_language (
    chat VARCHAR(230) PRIMARY KEY,
    language VARCHAR(8) NOT NULL,
    chosen BOOLEAN NOT NULL
);
