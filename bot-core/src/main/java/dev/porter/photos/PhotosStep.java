package dev.porter.photos;

import dev.porter.conversation.Step;

/// The questions of [PhotosConversation].
sealed interface PhotosStep extends Step {
    record AskPassword() implements PhotosStep, Step.Confidential {}

    /// The password waits in memory, never with the step.
    record AskCode() implements PhotosStep, Step.Confidential {}

    /// What a new album of the picked pictures is called.
    record AskAlbumName() implements PhotosStep {}
}
