package dev.porter.admin;

import dev.porter.conversation.Step;

/// The questions of [AdminConversation].
sealed interface AdminStep extends Step {
    /// Shall this be done to an account?
    record Confirm(Change change, long account) implements AdminStep {}

    /// Whom are they looking for among the people?
    record AskPerson() implements AdminStep {}

    /// Shall a file that cannot go on be given up?
    record ConfirmDrop(long backup) implements AdminStep {}

    /// What shall everybody hear?
    record AskAnnouncement() implements AdminStep, Step.PassedOn {}

    /// Shall everybody hear this?
    record ConfirmAnnouncement(String text) implements AdminStep {}
}
