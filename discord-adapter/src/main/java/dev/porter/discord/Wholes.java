package dev.porter.discord;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.porter.chat.ChatId;
import dev.porter.chat.MessageId;
import java.util.List;

/// Knows of the messages that were sent in parts to which one a part belongs: Discord says of a
/// press only which part it was under.
final class Wholes {
    private static final int REMEMBERED = 1_000;

    private final Cache<String, Sent> byLastPart =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /// Notes a message.
    ///
    /// @return how it is called
    MessageId remember(Sent message) {
        if (message.parts().size() > 1) {
            byLastPart.put(message.last(), message);
        }
        return message.id();
    }

    /// How the message is called that this is the last part of.
    ///
    /// @param answers as [Sent] means it
    MessageId of(ChatId chat, boolean answers, String part) {
        var known = byLastPart.getIfPresent(part);
        var parts = known == null || known.answers() != answers ? List.of(part) : known.parts();
        return new Sent(chat, answers, parts).id();
    }
}
