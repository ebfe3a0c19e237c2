package dev.porter.support;

import dev.porter.conversation.Step;

/// The questions of [LookConversation].
sealed interface LookStep extends Step {
    /// A part of the name of a file that is missing.
    record AskName() implements LookStep {}

    /// Whether somebody's password is what they think.
    record AskPassword() implements LookStep, Step.Confidential {}

    /// Whether their code is. The password waits in memory, never with the step.
    record AskCode() implements LookStep, Step.Confidential {}
}
