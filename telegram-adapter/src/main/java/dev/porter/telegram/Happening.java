package dev.porter.telegram;

import dev.porter.chat.Incoming;
import dev.porter.language.Language;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What an update means for the adapter.
sealed interface Happening {
    /// For the inbox.
    record Received(Incoming incoming) implements Happening {}

    /// A button was pressed: Telegram's client waits for an answer of its own.
    ///
    /// @param query what to answer
    record Pressed(String query, Incoming incoming) implements Happening {}

    /// A button was pressed where Porter does not talk.
    record PressedElsewhere(String query) implements Happening {}

    /// Something that Porter has no use for, which deserves an answer.
    ///
    /// @param event the same when it comes again
    /// @param named what Telegram says that the person reads; null where it does not say
    /// @param answer says it in the language that is spoken then
    record Unusable(String chat, String event, @Nullable Language named, Supplier<String> answer)
            implements Happening {}

    /// Someone speaks to the bot in a group.
    ///
    /// @param named what Telegram says that they read; null where it does not say
    record InGroup(String chat, @Nullable Language named) implements Happening {}

    /// A group has become a supergroup, which has another number.
    record Moved(String from, String to) implements Happening {}

    /// The person blocked the bot, or let it in again.
    record Reachable(String chat, boolean reachable) implements Happening {}

    /// Two things at once: a file, and what was written beside it.
    record Both(Happening first, Happening then) implements Happening {}

    /// Nothing to do.
    record Nothing() implements Happening {}
}
