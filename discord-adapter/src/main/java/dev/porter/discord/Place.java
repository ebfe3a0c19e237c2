package dev.porter.discord;

import dev.porter.chat.ChatId;
import dev.porter.chat.UnreachableChatException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where an answer goes: to a person's direct messages, to an interaction, where only that person
/// sees it, or to a channel of a server. As a [ChatId] it is that of the place alone, followed for
/// an interaction by `/INTERACTION`, or `/INTERACTION+` when what is said should stay.
///
/// @param where in the end, or when the interaction cannot be answered any more
/// @param interaction null for none
/// @param stays whether `where` comes first, and the interaction only when that is closed
record Place(Where where, @Nullable String interaction, boolean stays) {
    private static final Pattern VALUE =
            Pattern.compile("(c?[0-9]{1,20})(?:/([0-9]{1,20})(\\+)?)?");

    static Place of(ChatId chat) {
        var value = VALUE.matcher(chat.value());
        if (!value.matches()) {
            throw new UnreachableChatException("There is no such chat on Discord.");
        }
        return new Place(
                Where.of(value.group(1)).orElseThrow(), value.group(2), value.group(3) != null);
    }

    ChatId chat() {
        var answers = interaction == null ? "" : "/" + interaction + (stays ? "+" : "");
        return new ChatId(DiscordPlatform.NAME, where.value() + answers);
    }
}
