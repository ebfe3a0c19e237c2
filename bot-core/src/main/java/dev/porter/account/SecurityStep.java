package dev.porter.account;

import dev.porter.conversation.Step;

/// The questions of [SecurityConversation].
sealed interface SecurityStep extends Step {
    /// What a confirmed password leads to.
    enum Wish {
        NEW_PASSWORD,
        TWO_STEP_ON,
        TWO_STEP_OFF
    }

    record AskPassword(Wish wish) implements SecurityStep, Step.Confidential {}

    /// The code that is asked for with the password while two-step verification is on.
    record AskPasswordCode(Wish wish) implements SecurityStep, Step.Confidential {}

    record AskNewPassword() implements SecurityStep, Step.Confidential {}

    /// Whether a password that Porter made becomes the new one. It waits in memory, never with the
    /// step.
    record ConfirmMade() implements SecurityStep {}

    /// The first code of a newly enrolled app.
    record AskFirstCode() implements SecurityStep, Step.Confidential {}
}
