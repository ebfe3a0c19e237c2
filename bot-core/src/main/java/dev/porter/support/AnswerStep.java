package dev.porter.support;

import dev.porter.chat.PersonId;
import dev.porter.conversation.Step;

/// The question of [AnswerConversation].
sealed interface AnswerStep extends Step {
    /// What shall somebody hear who has asked for help?
    record AskAnswer(PersonId person) implements AnswerStep {}
}
