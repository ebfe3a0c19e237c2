package dev.porter.discord;

import dev.porter.chat.ChatId;
import dev.porter.chat.UnreachableChatException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where an answer goes: to a person's direct messages, or to an interaction, where only that
/// person sees it. As a [ChatId] it is `USER`, `USER/INTERACTION`, or `USER/INTERACTION+` when what
/// is said should stay. A channel of a server, where everybody sees it, is `cCHANNEL`, and stands
/// where a user would.
///
/// @param interaction null for the direct messages
/// @param stays whether the direct messages come first, and the interaction only where they are
///   closed
record Place(String user, @Nullable String interaction, boolean stays) {
    private static final Pattern VALUE =
            Pattern.compile("(c?[0-9]{1,20})(?:/([0-9]{1,20})(\\+)?)?");

    static Place of(ChatId chat) {
        var value = VALUE.matcher(chat.value());
        if (!value.matches()) {
            throw new UnreachableChatException("There is no such chat on Discord.");
        }
        return new Place(value.group(1), value.group(2), value.group(3) != null);
    }

    static ChatId home(String user) {
        return new ChatId(DiscordPlatform.NAME, user);
    }

    static ChatId channel(String channel) {
        return new ChatId(DiscordPlatform.NAME, "c" + channel);
    }

    /// The channel that stands where a user would; nothing for a user.
    static Optional<String> channelOf(String user) {
        return user.startsWith("c") ? Optional.of(user.substring(1)) : Optional.empty();
    }

    static ChatId interaction(String user, String interaction, boolean stays) {
        return new ChatId(DiscordPlatform.NAME, user + "/" + interaction + (stays ? "+" : ""));
    }
}
