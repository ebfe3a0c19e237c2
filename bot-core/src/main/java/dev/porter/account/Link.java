package dev.porter.account;

import dev.porter.chat.PersonId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The tie between a person and an account.
@Entity
class Link {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    PersonId person;
    long accountId;
    Instant since;

    @SuppressWarnings("NullAway") // for JPA, which fills the fields
    protected Link() {}

    Link(PersonId person, long accountId, Instant since) {
        this.person = person;
        this.accountId = accountId;
        this.since = since;
    }
}
