package dev.porter.discord;

import dev.porter.language.Language;
import net.dv8tion.jda.api.utils.data.DataArray;
import org.jspecify.annotations.Nullable;

/// A command, a press or a filled-in form, which Discord wants to be acknowledged at once.
///
/// @param language what Discord says that the person reads; null where Porter does not speak it
/// @param limit how large a file in an answer to it may be, in bytes
/// @param alone whether it happened in the direct messages with Porter
/// @param channel the channel of a server in which it happened; null in direct messages
/// @param permissions what Porter may do in that channel, bit by bit
/// @param message the message it came from, if there is one that only the person sees
/// @param components what stood below that message
record Interaction(
        String id,
        String application,
        String token,
        String user,
        @Nullable Language language,
        long limit,
        boolean alone,
        @Nullable String channel,
        long permissions,
        Kind kind,
        @Nullable String message,
        DataArray components) {

    enum Kind {
        COMMAND,
        PRESS,
        /// A form that a button opened.
        FORM
    }

    /// The direct messages of who did it.
    Where.Direct home() {
        return new Where.Direct(user);
    }

    @Override
    public String toString() {
        return "Interaction[" + id + "]";
    }
}
