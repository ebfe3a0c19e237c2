package dev.porter.chat;

import org.jspecify.annotations.Nullable;

/// Where something that came in came from.
///
/// @param event the platform's identity of this happening, at most 200 characters: the same when it
///   is delivered again, another for everything else in the same chat
/// @param person who did it
/// @param chat where the answer belongs
/// @param message for text, the person's own message, so that one with a secret can be deleted; for
///   a press, the message whose button it was; null where the platform has none
public record Origin(String event, Person person, ChatId chat, @Nullable MessageId message) {}
