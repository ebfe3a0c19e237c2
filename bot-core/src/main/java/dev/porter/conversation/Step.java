package dev.porter.conversation;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// A question of a [Conversation], holding the answers so far. It is stored as text while the
/// question is open, so it never holds a secret.
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "step")
public interface Step {
    /// A question whose answer is a password or code: it is asked for in a form where the platform
    /// has forms, and a message that carries the answer is deleted.
    interface Confidential extends Step {}

    /// A question whose answer others read: one word that may be a password is no answer to it, and
    /// is taken out of the chat.
    interface PassedOn extends Step {}
}
