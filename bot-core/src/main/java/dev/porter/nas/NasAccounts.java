package dev.porter.nas;

import dev.porter.secret.Secret;
import org.jspecify.annotations.Nullable;

/// The users that a NAS keeps by itself. A NAS that keeps none has no such port: Porter then keeps
/// names and password hashes. Every method blocks and throws [NasException].
public interface NasAccounts {
    /// Whether the NAS has a user of this name.
    boolean exists(UserName name);

    /// Makes a user with a home. A creation that was cut half-way is taken up again by repeating it
    /// with the same name.
    Creation create(UserName name, String displayName, Secret password);

    /// Checks a person's password, and the two-step code where the user has it on.
    LogIn logIn(UserName name, Secret password, @Nullable Secret code);

    /// Gives a user another password.
    Creation setPassword(UserName name, Secret password);

    /// Lets a user in or keeps them out.
    void setEnabled(UserName name, boolean enabled);

    /// What became of making a user or a password.
    enum Creation {
        DONE,
        NAME_TAKEN,
        PASSWORD_TOO_WEAK,
        NOT_PERMITTED
    }

    /// What the NAS says to a person's log-in.
    enum LogIn {
        ACCEPTED,
        WRONG,
        CODE_NEEDED,
        CODE_WRONG,
        DISABLED,
        PASSWORD_EXPIRED,
        LOCKED
    }
}
