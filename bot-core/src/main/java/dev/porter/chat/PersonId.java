package dev.porter.chat;

/// Someone who writes to Porter, as a platform knows them: never a name that can be changed or
/// taken over.
///
/// @param platform the name of the [ChatPlatform]
/// @param value that platform's own, lasting identifier, at most 200 characters
public record PersonId(String platform, String value) {}
