package dev.porter.chat;

import dev.porter.language.Language;

/// Knows which language is spoken in each chat.
@FunctionalInterface
public interface Languages {
    /// The language of a chat: what was chosen there, else what the platform says that the person
    /// reads, else the one of the house.
    Language of(ChatId chat);
}
