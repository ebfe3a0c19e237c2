package dev.porter.account;

import dev.porter.nas.UserName;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an approved person owns: a user name, a role, a home on the NAS.
@Entity
public class Account {
    /// What an account may do.
    public enum Role {
        MEMBER,
        ADMINISTRATOR
    }

    enum State {
        /// The first administrator, before choosing a user name.
        UNNAMED,
        /// A user name is taken, and its home is being made; found after a crash, it is undone.
        CREATING,
        /// An administrator was asked to make its user on the NAS; its owner has not logged in yet.
        ORDERED,
        ACTIVE,
        DISABLED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    @Nullable UserName userName;

    @Enumerated(EnumType.STRING)
    State state;

    @Enumerated(EnumType.STRING)
    Role role;

    String displayName;
    @Nullable String passwordHash;

    /// The sealed seed of two-step verification; of no effect while `twoStepOn` is false.
    @Nullable String twoStep;

    boolean twoStepOn;

    /// The latest time step whose code was used, so that no code is taken twice.
    long twoStepUsed;

    Instant createdAt;

    @SuppressWarnings("NullAway") // for JPA, which fills the fields
    protected Account() {}

    Account(@Nullable UserName userName, State state, Role role, String displayName, Instant now) {
        this.userName = userName;
        this.state = state;
        this.role = role;
        this.displayName = displayName;
        this.createdAt = now;
    }

    /// Its lasting number.
    public long id() {
        if (id == null) {
            throw new IllegalStateException("The account is not stored yet.");
        }
        return id;
    }

    /// Its name on the NAS; empty for the first administrator before choosing one.
    public Optional<UserName> userName() {
        return Optional.ofNullable(userName);
    }

    /// Its name on the NAS.
    ///
    /// @throws IllegalStateException before one is chosen
    public UserName home() {
        return userName().orElseThrow(() -> new IllegalStateException("No user name yet."));
    }

    /// What it may do.
    public Role role() {
        return role;
    }

    /// What its owner is called.
    public String displayName() {
        return displayName;
    }

    /// Since when it exists.
    public Instant createdAt() {
        return createdAt;
    }

    /// Whether two-step verification is on.
    public boolean twoStepOn() {
        return twoStepOn;
    }

    /// Whether its owner has a home on the NAS and is let in.
    public boolean active() {
        return state == State.ACTIVE;
    }

    /// Whether it waits for an administrator to make its user on the NAS.
    public boolean ordered() {
        return state == State.ORDERED;
    }

    /// Whether an administrator keeps its owner out.
    public boolean disabled() {
        return state == State.DISABLED;
    }

    /// Whether it may decide.
    public boolean administers() {
        return role == Role.ADMINISTRATOR && state != State.DISABLED;
    }
}
