package dev.porter.discord;

import dev.porter.chat.ChatId;
import dev.porter.chat.MessageId;
import java.util.Arrays;
import java.util.List;

/// A message as it was sent: one that is too long goes out as several of Discord's. Its identifier
/// is their numbers, with `h:` before those of an answer to an interaction.
///
/// @param chat where it belongs
/// @param answers whether it answers an interaction: then only the person sees it, and only by an
///   interaction can it be changed
/// @param parts the numbers of Discord's messages, with the buttons below the last one
record Sent(ChatId chat, boolean answers, List<String> parts) {
    private static final String ANSWER = "h:";
    private static final int LONGEST = 200;

    Sent {
        parts = List.copyOf(parts);
    }

    static Sent of(MessageId id) {
        var answers = id.value().startsWith(ANSWER);
        var numbers = answers ? id.value().substring(ANSWER.length()) : id.value();
        var parts =
                Arrays.stream(numbers.split(",", -1))
                        .filter(number -> number.matches("[0-9]{1,20}"))
                        .toList();
        return new Sent(id.chat(), answers, parts);
    }

    /// Of a very long one the first parts are left out.
    MessageId id() {
        var prefix = answers ? ANSWER : "";
        var numbers = String.join(",", parts);
        while (prefix.length() + numbers.length() > LONGEST) {
            numbers = numbers.substring(numbers.indexOf(',') + 1);
        }
        return new MessageId(chat, prefix + numbers);
    }

    Place place() {
        return Place.of(chat);
    }

    String last() {
        return parts.getLast();
    }
}
