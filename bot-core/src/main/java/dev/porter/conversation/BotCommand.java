package dev.porter.conversation;

import java.util.List;

/// A command as it is shown in a platform's menu.
///
/// @param name without the slash
/// @param description what it does, at most 100 characters
/// @param takes what may follow it
public record BotCommand(String name, Audience audience, String description, Takes takes) {
    /// A command that nothing needs to follow.
    public BotCommand(String name, Audience audience, String description) {
        this(name, audience, description, new Takes.Nothing());
    }

    /// What may follow a command.
    public sealed interface Takes {
        /// Nothing that would be read.
        record Nothing() implements Takes {}

        /// A text.
        ///
        /// @param name what it is, in one word
        /// @param description the same in a few words, at most 100 characters
        /// @param suggested whether [dev.porter.chat.Suggestions] knows how it may go on
        record Text(String name, String description, boolean suggested) implements Takes {}

        /// One of a few words.
        record OneOf(List<Word> words) implements Takes {
            public OneOf {
                words = List.copyOf(words);
            }
        }
    }

    /// A word that may follow a command.
    ///
    /// @param description what it does then, at most 100 characters
    public record Word(String name, String description) {}
}
