package dev.porter.account;

import dev.porter.conversation.Step;

/// The questions of [LogInConversation].
public sealed interface LogInStep extends Step {
    record AskUserName() implements LogInStep {}

    record AskPassword(String name) implements LogInStep, Step.Confidential {}

    /// The password waits in memory, never with the step.
    record AskCode(String name) implements LogInStep, Step.Confidential {}
}
