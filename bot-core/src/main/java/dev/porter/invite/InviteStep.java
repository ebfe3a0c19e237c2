package dev.porter.invite;

import dev.porter.conversation.Step;

/// The questions of [InviteConversation].
sealed interface InviteStep extends Step {
    record AskForWhom() implements InviteStep, Step.PassedOn {}

    /// Somebody has an invite.
    record AskCode() implements InviteStep {}
}
