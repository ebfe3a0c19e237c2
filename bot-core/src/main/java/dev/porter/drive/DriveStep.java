package dev.porter.drive;

import dev.porter.conversation.Step;
import java.util.List;

/// The questions of [DriveConversation]. Paths are of the home of whoever answers.
sealed interface DriveStep extends Step {
    /// What to look for.
    record AskText() implements DriveStep {}

    /// What a new folder is called.
    record AskNewFolder(String in) implements DriveStep {}

    /// What a file is called from now on.
    record AskName(String file) implements DriveStep {}

    /// Where a file is to go; the folders on its buttons are those that are offered, in their
    /// order.
    record AskFolder(String file, List<String> offered) implements DriveStep {}

    /// Where a copy of a file is to go, asked in the same way.
    record AskCopy(String file, List<String> offered) implements DriveStep {}
}
