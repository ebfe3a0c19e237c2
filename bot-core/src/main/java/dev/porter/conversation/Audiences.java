package dev.porter.conversation;

import dev.porter.chat.PersonId;

/// Knows who belongs to which [Audience].
@FunctionalInterface
public interface Audiences {
    /// Whether the person belongs to it now.
    boolean includes(Audience audience, PersonId person);
}
