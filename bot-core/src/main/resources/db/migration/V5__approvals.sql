-- When somebody was told yes or no.
ALTER TABLE access_request ADD COLUMN decided_at TIMESTAMP WITH TIME ZONE;

-- In which event an invite was asked for, so that a repeated turn asks for none again.
ALTER TABLE invite ADD COLUMN event VARCHAR(640);
ALTER TABLE invite ADD CONSTRAINT invite_event UNIQUE (event);

-- An approved invite expires like its code.
UPDATE invite SET expires_at = created_at + INTERVAL '7' DAY WHERE state = 'APPROVED';

-- Everybody's impossible user names were counted as one; nobody could unlock that.
DELETE FROM guess WHERE subject IN ('password:-', 'code:-');
