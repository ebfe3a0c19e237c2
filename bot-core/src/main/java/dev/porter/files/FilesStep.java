package dev.porter.files;

import dev.porter.conversation.Step;
import java.util.List;

/// The questions of [FilesConversation].
sealed interface FilesStep extends Step {
    record AskName(long file) implements FilesStep {}

    /// Where a file is to go; the folders on its buttons are those that are offered, in their
    /// order.
    record AskFolder(long file, List<String> offered) implements FilesStep {}

    record AskText() implements FilesStep {}
}
