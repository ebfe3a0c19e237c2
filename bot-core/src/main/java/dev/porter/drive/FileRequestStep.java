package dev.porter.drive;

import dev.porter.conversation.Step;

/// The questions of [FileRequestConversation].
sealed interface FileRequestStep extends Step {
    record AskName() implements FileRequestStep {}

    record AskDays(String name) implements FileRequestStep {}
}
