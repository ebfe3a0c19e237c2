package dev.porter.export;

import dev.porter.conversation.Step;

/// The question of [ExportConversation].
sealed interface ExportStep extends Step {
    /// Shall the administrators be asked to delete somebody's account?
    record ConfirmWish() implements ExportStep {}
}
