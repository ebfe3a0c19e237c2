package dev.porter.chat;

/// Knows who was asked for a secret that has not come yet. A platform that hears chats with others
/// hands over what such a person writes there, so that it is deleted, and nothing else of it.
@FunctionalInterface
public interface AwaitedSecrets {
    /// Whether this person was asked for one within the last minutes and has not answered.
    boolean from(PersonId person);
}
