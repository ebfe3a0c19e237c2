package dev.porter.account;

import dev.porter.chat.PersonId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// "May I have an account?"
@Entity
public class AccessRequest {
    /// Where it stands.
    public enum State {
        WAITING,
        APPROVED,
        DECLINED,
        /// Nothing comes of it any more: its person is in with an account, or may be with an
        /// invite.
        USED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    PersonId person;
    String displayName;
    String says;

    @Enumerated(EnumType.STRING)
    State state;

    @Nullable Long inviteId;
    @Nullable Long decidedBy;
    @Nullable Instant decidedAt;
    Instant createdAt;

    @SuppressWarnings("NullAway") // for JPA, which fills the fields
    protected AccessRequest() {}

    AccessRequest(PersonId person, String displayName, String says, State state, Instant now) {
        this.person = person;
        this.displayName = displayName;
        this.says = says;
        this.state = state;
        this.createdAt = now;
    }

    /// Its lasting number.
    public long id() {
        if (id == null) {
            throw new IllegalStateException("The request is not stored yet.");
        }
        return id;
    }

    /// Where it stands.
    public State state() {
        return state;
    }

    /// When it was decided; when it was made, where that was not put down.
    Instant decidedAt() {
        return decidedAt == null ? createdAt : decidedAt;
    }
}
