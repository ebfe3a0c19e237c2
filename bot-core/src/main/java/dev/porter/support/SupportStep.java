package dev.porter.support;

import dev.porter.conversation.Step;

/// The questions of [SupportConversation].
sealed interface SupportStep extends Step {
    record AskWhat() implements SupportStep, Step.PassedOn {}

    /// Which account is theirs whose password is lost.
    record AskWhose() implements SupportStep {}
}
