package dev.porter.conversation;

/// A command as it is shown in a platform's menu.
///
/// @param name without the slash
/// @param description what it does, at most 100 characters
public record BotCommand(String name, Audience audience, String description) {}
