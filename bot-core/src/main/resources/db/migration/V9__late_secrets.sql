-- When a question for a secret was left without an answer: what is typed shortly after may be it.
ALTER TABLE conversation ADD COLUMN secret_closed_at TIMESTAMP WITH TIME ZONE;
