package dev.porter.admin;

import dev.porter.conversation.Step;

/// The questions of [AdminConversation].
public sealed interface AdminStep extends Step {
    /// Shall this be done to an account?
    record Confirm(Change change, long account) implements AdminStep {}

    /// What shall everybody hear?
    record AskAnnouncement() implements AdminStep, Step.PassedOn {}

    /// Shall everybody hear this?
    record ConfirmAnnouncement(String text) implements AdminStep {}

    /// What can be done to an account.
    enum Change {
        DISABLE,
        ENABLE,
        PROMOTE,
        DEMOTE,
        RESET
    }
}
