package dev.porter.account;

import dev.porter.conversation.Step;
import dev.porter.nas.UserName;

/// The questions of [LogInConversation].
sealed interface LogInStep extends Step {
    record AskUserName() implements LogInStep {}

    record AskPassword(UserName name) implements LogInStep, Step.Confidential {}

    /// The password waits in memory, never with the step.
    record AskCode(UserName name) implements LogInStep, Step.Confidential {}
}
