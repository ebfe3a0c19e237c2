package dev.porter.backup;

import dev.porter.chat.Attachment;
import dev.porter.chat.ChatId;
import dev.porter.chat.MessageId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An attachment that Porter has promised to take care of.
///
/// @param account whose it is
/// @param bunch what was sent together carries the same value
/// @param alone whether it came by itself, so that the message of the bunch is its receipt
/// @param chat where its owner is told
/// @param posted the message among others that shows by a mark how it goes; null where the owner is
///   told
record Accepted(
        long account,
        String bunch,
        boolean alone,
        ChatId chat,
        @Nullable MessageId posted,
        Attachment attachment,
        Instant acceptedAt) {
    /// The same when the same message is delivered again.
    String sourceKey() {
        return attachment.platform() + ":" + attachment.key();
    }
}
