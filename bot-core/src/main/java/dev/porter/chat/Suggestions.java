package dev.porter.chat;

import java.util.List;

/// Knows what a person may be about to type, for a platform that shows it while they do. It answers
/// at once and changes nothing.
@FunctionalInterface
public interface Suggestions {
    /// How the text after a command may go on, best first, at most 25; nothing for somebody who may
    /// not use the command.
    ///
    /// @param command its name without the slash
    /// @param text what is typed so far; may be empty
    List<String> suggestions(PersonId person, String command, String text);
}
