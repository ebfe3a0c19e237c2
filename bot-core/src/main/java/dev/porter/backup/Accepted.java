package dev.porter.backup;

import dev.porter.account.Account;
import dev.porter.chat.Attachment;
import dev.porter.chat.ChatId;
import dev.porter.chat.MessageId;
import dev.porter.nas.UserName;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An attachment that Porter has promised to take care of.
///
/// @param account whose it is
/// @param owner the user name of that account: a number alone may be another's after the database
///   was put back; null in what was written before it was
/// @param bunch what was sent together carries the same value
/// @param alone whether it came by itself, so that the message of the bunch is its receipt
/// @param chat where its owner is told
/// @param posted the message among others that shows by a mark how it goes; null where the owner is
///   told
record Accepted(
        long account,
        @Nullable UserName owner,
        String bunch,
        boolean alone,
        ChatId chat,
        @Nullable MessageId posted,
        Attachment attachment,
        Instant acceptedAt) {
    /// Whether it is this account's.
    boolean belongsTo(Account known) {
        return known.id() == account
                && (owner == null || known.userName().equals(Optional.of(owner)));
    }

    /// The same when the same message is delivered again.
    String sourceKey() {
        return sourceKey(attachment);
    }

    static String sourceKey(Attachment attachment) {
        return attachment.platform() + ":" + attachment.key();
    }
}
