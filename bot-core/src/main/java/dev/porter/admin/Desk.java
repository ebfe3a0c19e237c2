package dev.porter.admin;

import dev.porter.conversation.Action;
import dev.porter.conversation.BotCommand.Word;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Visit;
import java.util.List;

/// One part of what an administrator does.
interface Desk {
    /// What opens it: the word after the command, and the verb of its button.
    Word word();

    /// The verbs of the other buttons that are its own.
    default List<String> deeds() {
        return List.of();
    }

    /// Answers its word after the command.
    ///
    /// @param text what followed the word; most desks need nothing more
    default Reply command(Visit visit, String text) {
        return press(visit, new Action(List.of(word().name())));
    }

    /// Answers one of its verbs.
    Reply press(Visit visit, Action action);
}
