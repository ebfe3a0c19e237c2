package dev.porter.nas;

import dev.porter.nas.NasAccounts.LogIn;
import dev.porter.secret.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The photo libraries that a NAS keeps for its users. Every method may block and throws
/// [NasException].
public interface Photos {
    /// The phones whose pictures arrive in a user's library, the one with the newest picture first.
    /// It needs nothing of the user.
    List<Phone> phones(UserName owner);

    /// Opens a user's library with their password, which is not kept. It stays open in memory until
    /// [#close], until nobody has used it for a while, or until the NAS ends it.
    LogIn open(UserName owner, Secret password, @Nullable Secret code);

    /// A user's library, if it is open.
    Optional<PhotoLibrary> library(UserName owner);

    /// Closes a user's library; it may be closed already.
    void close(UserName owner);

    /// A phone that stores its pictures by itself.
    ///
    /// @param name as the phone calls itself
    /// @param newest when the newest picture that has arrived was taken
    record Phone(String name, Instant newest) {}
}
