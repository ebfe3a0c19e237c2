package dev.porter.conversation;

import dev.porter.chat.PersonId;
import java.util.List;

/// One thing people can do, by command and by button.
public interface Topic {
    /// The first part of the value of each of its buttons, before the colon.
    String name();

    /// Who may press its buttons.
    Audience audience();

    /// Its commands; none where it has buttons only.
    default List<BotCommand> commands() {
        return List.of();
    }

    /// Answers one of its commands.
    ///
    /// @param command the name of one of [#commands]
    /// @param text what followed it
    default Reply command(Visit visit, String command, String text) {
        throw new IllegalArgumentException(name() + " has no commands.");
    }

    /// How the text after one of its commands may go on, best first, at most 25. It is asked at
    /// every key that is typed, so it asks no NAS.
    default List<String> suggestions(PersonId person, String command, String text) {
        return List.of();
    }

    /// Answers one of its buttons. The value is a claim: what it names is looked up through the
    /// account of who pressed.
    Reply press(Visit visit, Action action);
}
