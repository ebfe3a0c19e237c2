package dev.porter.files;

import dev.porter.conversation.Step;

/// The questions of [FilesConversation].
public sealed interface FilesStep extends Step {
    record AskName(long file) implements FilesStep {}

    record AskFolder(long file) implements FilesStep {}

    record AskText() implements FilesStep {}
}
