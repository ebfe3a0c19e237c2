package dev.porter.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.porter.chat.ChatId;
import dev.porter.chat.MessageId;
import dev.porter.chat.Notes;
import dev.porter.secret.Secret;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Names messages so that those of two bots are never taken for each other: each counts its own
/// from one, and a private chat has the same number with all of them.
///
/// What was named before Porter did so lacks the bot. It belongs to the first bot that it found
/// from then on, and so do that bot's messages up to that moment: they keep such a name, by which
/// one that comes again is recognised.
final class Identities {
    private static final int LONGEST = 200;
    private static final Pattern MESSAGE =
            Pattern.compile("(?:([0-9]+):)?([0-9]{1,9}(?:,[0-9]{1,9})*)");

    /// @param bot its number
    /// @param until in seconds
    private record Unnamed(String bot, long until) {
        static Optional<Unnamed> parse(String line) {
            var words = line.split(" ", 2);
            return words.length == 2 && words[1].matches("[0-9]{1,12}")
                    ? Optional.of(new Unnamed(words[0], Long.parseLong(words[1])))
                    : Optional.empty();
        }
    }

    private final String bot;
    private final Unnamed unnamed;

    /// @param token of the bot; what stands before the colon is its number
    /// @param notes where the first bot is remembered
    Identities(Secret token, Notes notes, Clock clock) {
        bot = token.reveal().split(":", 2)[0];
        unnamed =
                notes.read().stream()
                        .flatMap(line -> Unnamed.parse(line).stream())
                        .findFirst()
                        .orElseGet(() -> new Unnamed(bot, clock.instant().getEpochSecond()));
        notes.write(List.of(unnamed.bot() + " " + unnamed.until()));
    }

    /// The number of this bot.
    String bot() {
        return bot;
    }

    /// Whether a user is this bot.
    boolean isThis(JsonNode user) {
        return user.path("id").asText().equals(bot);
    }

    /// What a message of this bot's chat is called for ever, in that chat.
    String of(JsonNode message) {
        var number = message.path("message_id").asText();
        var before = bot.equals(unnamed.bot()) && message.path("date").asLong() <= unnamed.until();
        return before ? number : bot + ":" + number;
    }

    MessageId id(ChatId chat, String number) {
        return new MessageId(chat, bot + ":" + number);
    }

    /// One identity for a message in several parts. Of too many the first are left out: the buttons
    /// are under the last one.
    MessageId id(ChatId chat, List<Integer> numbers) {
        var all = numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
        while (bot.length() + 1 + all.length() > LONGEST) {
            all = all.substring(all.indexOf(',') + 1);
        }
        return id(chat, all);
    }

    /// The messages that it names; none when they are another bot's.
    List<Integer> numbers(MessageId id) {
        var read = MESSAGE.matcher(id.value());
        return read.matches() && isThis(read.group(1))
                ? Arrays.stream(read.group(2).split(",", -1)).map(Integer::valueOf).toList()
                : List.of();
    }

    private boolean isThis(@Nullable String named) {
        return bot.equals(named == null ? unnamed.bot() : named);
    }
}
