package dev.porter.photos;

import dev.porter.conversation.Step;
import java.util.List;

/// The questions of [PhotosConversation].
sealed interface PhotosStep extends Step {
    /// What opens the library.
    ///
    /// @param album what is made as soon as it is open
    record AskPassword(NewAlbum album) implements PhotosStep, Step.Confidential {}

    /// The password waits in memory, never with the step.
    record AskCode(NewAlbum album) implements PhotosStep, Step.Confidential {}

    /// What a new album is called.
    ///
    /// @param photos what was picked for it
    record AskAlbumName(List<Long> photos) implements PhotosStep {}

    /// An album that is wanted, or none.
    record NewAlbum(String name, List<Long> photos) {
        static final NewAlbum NONE = new NewAlbum("", List.of());
    }
}
