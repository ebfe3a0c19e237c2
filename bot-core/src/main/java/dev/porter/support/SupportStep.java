package dev.porter.support;

import dev.porter.conversation.Step;

/// The question of [SupportConversation].
public sealed interface SupportStep extends Step {
    record AskWhat() implements SupportStep {}
}
