package dev.porter.account;

import dev.porter.conversation.Step;
import dev.porter.nas.UserName;

/// The questions of [SignUpConversation], in the order they are asked.
public sealed interface SignUpStep extends Step {
    record AskUserName() implements SignUpStep {}

    record AskPassword(UserName name) implements SignUpStep, Step.Confidential {}

    /// The password waits in memory, never with the step.
    record Confirm(UserName name) implements SignUpStep {}
}
