package dev.porter.conversation;

import java.util.List;

/// One thing people can do, by command and by button.
public interface Topic {
    /// The first part of the value of each of its buttons, before the colon.
    String name();

    /// Who may press its buttons.
    Audience audience();

    /// Its commands.
    List<BotCommand> commands();

    /// Answers one of its commands.
    ///
    /// @param command the name of one of [#commands]
    /// @param text what followed it
    Reply command(Visit visit, String command, String text);

    /// Answers one of its buttons. The value is a claim: what it names is looked up through the
    /// account of who pressed.
    ///
    /// @param action the words of the value after the topic's name, at least one
    Reply press(Visit visit, List<String> action);
}
