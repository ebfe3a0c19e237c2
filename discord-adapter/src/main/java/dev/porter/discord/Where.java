package dev.porter.discord;

import dev.porter.chat.ChatId;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where messages stand.
sealed interface Where {
    Pattern VALUE = Pattern.compile("(c?)([0-9]{1,20})");

    /// A person's direct messages with Porter.
    record Direct(String user) implements Where {
        @Override
        public String value() {
            return user;
        }
    }

    /// A channel of a server, where everybody sees them.
    record Channel(String id) implements Where {
        @Override
        public String value() {
            return "c" + id;
        }
    }

    /// How it is called in notes and as a [ChatId].
    String value();

    static Optional<Where> of(String value) {
        var read = VALUE.matcher(value);
        if (!read.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                read.group(1).isEmpty() ? new Direct(read.group(2)) : new Channel(read.group(2)));
    }

    default ChatId chat() {
        return new ChatId(DiscordPlatform.NAME, value());
    }
}
