package dev.porter.chat;

/// Where messages go: one chat on one platform.
///
/// @param platform the name of the [ChatPlatform] it belongs to
/// @param value that platform's own identifier, at most 200 characters
public record ChatId(String platform, String value) {}
