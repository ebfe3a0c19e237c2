package dev.porter.ticket;

import dev.porter.chat.PersonId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a one-time link stands for: one stored version that it brings, or one file that it takes.
@Entity
public class Ticket {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    String hash;
    long accountId;
    PersonId person;
    @Nullable Long versionId;
    Instant expiresAt;
    @Nullable Instant usedAt;

    @SuppressWarnings("NullAway") // for JPA, which fills the fields
    protected Ticket() {}

    Ticket(
            String hash,
            long accountId,
            PersonId person,
            @Nullable Long versionId,
            Instant expiresAt) {
        this.hash = hash;
        this.accountId = accountId;
        this.person = person;
        this.versionId = versionId;
        this.expiresAt = expiresAt;
    }

    /// Its lasting number.
    public long id() {
        if (id == null) {
            throw new IllegalStateException("The ticket is not stored yet.");
        }
        return id;
    }

    /// Whose file it is.
    public long accountId() {
        return accountId;
    }

    /// Who asked for it; what comes of it is said in their chat.
    public PersonId person() {
        return person;
    }

    /// The version that it brings; empty when it takes a file instead.
    public Optional<Long> version() {
        return Optional.ofNullable(versionId);
    }
}
