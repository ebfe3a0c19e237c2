package dev.porter.account;

import dev.porter.conversation.Step;

/// The question of [AccessConversation].
sealed interface AccessStep extends Step {
    record AskWho() implements AccessStep, Step.PassedOn {}
}
