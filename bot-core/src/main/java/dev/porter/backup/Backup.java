package dev.porter.backup;

import dev.porter.chat.Attachment;
import dev.porter.chat.ChatId;
import dev.porter.chat.MessageId;
import dev.porter.nas.Fingerprint;
import dev.porter.nas.NasException;
import dev.porter.schedule.Backoff;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An attachment on its way to the NAS.
@Entity
class Backup {
    /// Where it is; each is durable before the next begins.
    enum State {
        /// Its bytes are arriving in a request that is running now, and will not come again.
        ARRIVING,
        /// Taken in: the platform has the bytes.
        ACCEPTED,
        /// The bytes are on the NAS under their temporary name, read back and equal; `path` is the
        /// final name they get.
        VERIFIED,
        /// In the catalogue: the receipt may be shown.
        STORED,
        /// The same content was stored before.
        DUPLICATE,
        /// Given up: nobody has the bytes any more, or an administrator dropped it.
        FAILED;

        boolean over() {
            return this == STORED || this == DUPLICATE || this == FAILED;
        }
    }

    /// Why it waits.
    enum Problem {
        NAS_AWAY,
        NAS_FULL,
        NAS_BROKEN,
        PLATFORM,
        GONE;

        static Problem of(NasException trouble) {
            return switch (trouble.kind()) {
                case NO_SPACE -> NAS_FULL;
                case AWAY, NOT_SIGNED_IN -> NAS_AWAY;
                default -> NAS_BROKEN;
            };
        }
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    long accountId;
    String sourceKey;
    String bunch;

    /// Whether it came by itself, so that the message of the bunch is its receipt.
    boolean alone;

    ChatId chat;

    /// The message among others that shows by a mark how it goes; null where the owner is told.
    @Nullable ChatId postedIn;

    @Nullable String postedAs;
    String platform;
    String attachmentKey;
    String reference;
    String name;
    @Nullable String mediaType;
    long claimedSize;
    boolean recompressed;

    @Enumerated(EnumType.STRING)
    State state = State.ACCEPTED;

    @Nullable Long size;
    @Nullable String sha256;
    @Nullable String md5;
    @Nullable String path;
    @Nullable Long versionId;
    int attempts;
    Instant dueAt;

    @Enumerated(EnumType.STRING)
    @Nullable Problem problem;

    /// How often its bytes could not be fetched from the platform.
    int fetches;

    /// Whether its owner does not need it any more, though it was given up.
    boolean forgone;

    Instant createdAt;

    @SuppressWarnings("NullAway") // for JPA, which fills the fields
    protected Backup() {}

    /// @param name what it is called on the NAS, unless something else is called so
    Backup(Accepted accepted, String name) {
        var attachment = accepted.attachment();
        var posted = accepted.posted();
        this.accountId = accepted.account();
        this.sourceKey = accepted.sourceKey();
        this.bunch = accepted.bunch();
        this.alone = accepted.alone();
        this.chat = accepted.chat();
        this.postedIn = posted == null ? null : posted.chat();
        this.postedAs = posted == null ? null : posted.value();
        this.platform = attachment.platform();
        this.attachmentKey = attachment.key();
        this.reference = attachment.reference();
        this.name = name;
        this.mediaType = attachment.mediaType();
        this.claimedSize = attachment.size();
        this.recompressed = attachment.recompressed();
        this.dueAt = accepted.acceptedAt();
        this.createdAt = accepted.acceptedAt();
    }

    long id() {
        if (id == null) {
            throw new IllegalStateException("The backup is not stored yet.");
        }
        return id;
    }

    @Nullable MessageId posted() {
        return postedIn == null || postedAs == null ? null : new MessageId(postedIn, postedAs);
    }

    Attachment attachment() {
        return new Attachment(
                platform,
                attachmentKey,
                reference,
                name,
                mediaType,
                claimedSize,
                recompressed,
                null);
    }

    /// It is tried again later, the later the more often it has failed.
    void failed(Instant now) {
        dueAt = now.plus(Backoff.PATIENT.after(attempts));
        attempts++;
    }

    /// Whether it came by a one-time link: what broke off is lost then.
    boolean handedOver() {
        return platform.equals(Arrivals.NAME);
    }

    @Nullable Fingerprint content() {
        return size == null || sha256 == null ? null : new Fingerprint(size, sha256, md5);
    }
}
