package dev.porter.chat;

/// One message in a chat, by which it can be edited or deleted later, also after a restart.
///
/// @param chat where it stands
/// @param value the platform's own identifier, at most 200 characters
public record MessageId(ChatId chat, String value) {}
