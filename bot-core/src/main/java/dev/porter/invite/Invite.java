package dev.porter.invite;

import dev.porter.chat.PersonId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A secret that lets its holder ask for an account: single use, expires, stored as a hash.
@Entity
class Invite {
    enum State {
        /// A member asked; no administrator has answered.
        WAITING,
        DECLINED,
        /// It may be made; nobody has seen a code yet.
        APPROVED,
        /// Its code is out.
        ISSUED,
        USED,
        REVOKED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    long accountId;

    @Enumerated(EnumType.STRING)
    State state;

    /// For whom, in the inviter's words.
    String says;

    /// The event of the turn that asked for it; null where that was not put down.
    @Nullable String event;

    @Nullable String hash;

    /// Until when its code may be made, and then until when the code is good.
    @Nullable Instant expiresAt;

    @Nullable Long decidedBy;
    @Nullable PersonId usedBy;
    Instant createdAt;

    @SuppressWarnings("NullAway") // for JPA, which fills the fields
    protected Invite() {}

    Invite(long accountId, State state, String says, Instant now) {
        this.accountId = accountId;
        this.state = state;
        this.says = says;
        this.createdAt = now;
    }

    long id() {
        if (id == null) {
            throw new IllegalStateException("The invite is not stored yet.");
        }
        return id;
    }

    /// Whether it lets somebody in, or may yet.
    boolean open(Instant now) {
        return switch (state) {
            case WAITING -> true;
            case APPROVED, ISSUED -> !expired(now);
            case DECLINED, USED, REVOKED -> false;
        };
    }

    boolean expired(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }
}
