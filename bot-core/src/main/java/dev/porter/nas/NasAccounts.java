package dev.porter.nas;

import dev.porter.secret.Secret;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The users that a NAS keeps by itself. A NAS that keeps none has no such port: Porter then keeps
/// names and password hashes. Every method blocks and throws [NasException].
public interface NasAccounts {
    /// Whether the NAS has a user of this name. One that was made and not kept does not count.
    boolean exists(UserName name);

    /// Makes a user with a home, who can log in at once. Until [#keep] the name is still free: a
    /// creation that was cut, or that nobody remembers, is taken up by repeating it, and the new
    /// password is the one that counts. Nobody else's user is ever taken over.
    Creation create(UserName name, Secret password);

    /// What an administrator has to do by hand so that there is such a user, because Porter may
    /// not: one thing a line, in the NAS's own words. Empty when Porter makes users by itself.
    List<String> byHand(UserName name);

    /// How an administrator deletes a user by hand, because Porter never does: in one sentence, in
    /// the NAS's own words. Empty when there is nothing to say of it.
    default Optional<String> removalByHand(UserName name) {
        return Optional.empty();
    }

    /// What is still missing of it as far as Porter can see, in words for an administrator; empty
    /// when nothing is.
    List<String> missing(UserName name);

    /// From now on the name of a user that was made is taken. Call it when it is put down durably
    /// whose the user is; calling it again changes nothing, and neither does it for a user that
    /// Porter did not make.
    ///
    /// @param displayName what the user is called from then on
    void keep(UserName name, String displayName);

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
        /// The user may not use what Porter logs in to.
        NOT_ALLOWED,
        /// The NAS wants a second step of everybody, and the user has not set one up.
        TWO_STEP_MISSING,
        PASSWORD_EXPIRED,
        /// The first password has to be replaced by one of the user's own.
        PASSWORD_TO_BE_CHANGED,
        /// It has expired, and only an administrator can set another one.
        PASSWORD_TO_BE_RESET,
        /// There were too many wrong tries lately.
        LOCKED
    }
}
