package dev.porter.discord;

import dev.porter.chat.Incoming;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What an event means for the adapter.
sealed interface Happening {
    /// A message has come that is for Porter.
    sealed interface Arrived extends Happening {
        Letter letter();
    }

    /// Somebody wrote in their direct messages.
    record Wrote(Letter letter, Incoming incoming) implements Arrived {}

    /// Somebody sent files in their direct messages, and wrote beside them.
    ///
    /// @param beside a command; null for words that Porter has no use for
    record Both(Letter letter, Incoming files, Incoming.@Nullable Command beside)
            implements Arrived {}

    /// Somebody posted files in a channel of a server.
    record Posted(Letter letter, Incoming incoming) implements Arrived {}

    /// Somebody wrote in a channel of a server, which may be a secret that belongs into a form.
    record Overheard(Incoming.Text text) implements Happening {}

    /// Somebody sent something that Porter has no use for.
    record Unusable(Letter letter) implements Arrived {}

    /// An interaction for the inbox.
    record Asked(Interaction interaction, Incoming incoming) implements Happening {}

    /// The button that opens a form.
    record OpensForm(Interaction interaction, String label) implements Happening {}

    /// The button that shows a text to copy.
    record Copies(Interaction interaction, String text) implements Happening {
        @Override
        public String toString() {
            return "Copies[" + interaction + "]";
        }
    }

    /// Somebody is typing the text after a command.
    record Types(Interaction interaction, String command, String text) implements Happening {
        @Override
        public String toString() {
            return "Types[" + interaction + "]";
        }
    }

    /// An interaction that Porter has no use for.
    ///
    /// @param answer says it in the language that is spoken then
    record Useless(Interaction interaction, Supplier<String> answer) implements Happening {}

    /// Nothing to do.
    record Nothing() implements Happening {}

    /// Where a message stands.
    ///
    /// @param channel the number of the channel, which direct messages have too
    record Letter(Where where, String channel, long id) {}
}
