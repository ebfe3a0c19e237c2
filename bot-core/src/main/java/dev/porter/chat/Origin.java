package dev.porter.chat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where something that came in came from.
///
/// @param event the platform's identity of this happening, at most 200 characters: the same when it
///   is delivered again, another for everything else in the same chat
/// @param person who did it
/// @param chat where the answer belongs
/// @param message for text and files, the person's own message, so that one with a secret can be
///   deleted; for a press, the message whose button it was; null where the platform has none
/// @param shared the chat with others in which it happened; null where the person is alone with
///   Porter
public record Origin(
        String event,
        Person person,
        ChatId chat,
        @Nullable MessageId message,
        @Nullable ChatId shared) {
    /// Something that happened between the person and Porter alone.
    public Origin(String event, Person person, ChatId chat, @Nullable MessageId message) {
        this(event, person, chat, message, null);
    }

    /// A name for this happening, like no other: an event is that only together with its chat.
    public String key() {
        return chat.key() + ":" + event;
    }

    /// The same, short: chat and event may both be long.
    public String id() {
        return UUID.nameUUIDFromBytes(key().getBytes(StandardCharsets.UTF_8)).toString();
    }

    /// Whether the person's message stands somewhere else than Porter's answer to it.
    public boolean amongOthers() {
        return message != null && !message.chat().equals(chat);
    }

    /// The person's message among others, which was not written to Porter; null where they spoke to
    /// Porter.
    public @Nullable MessageId posted() {
        return message != null && message.chat().equals(shared) ? message : null;
    }
}
