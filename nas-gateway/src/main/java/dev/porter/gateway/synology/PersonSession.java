package dev.porter.gateway.synology;

import dev.porter.gateway.synology.DsmAuth.SessionKey;
import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.UserName;
import org.jspecify.annotations.Nullable;

/// A person's own log-in, in memory only. Porter does not keep their password, so that it cannot be
/// renewed: when DSM ends it, it is over.
final class PersonSession implements DsmLogIn {
    private final UserName owner;
    private final Runnable whenOver;
    private volatile @Nullable SessionKey key;

    /// @param whenOver called when DSM has ended it
    PersonSession(UserName owner, SessionKey key, Runnable whenOver) {
        this.owner = owner;
        this.key = key;
        this.whenOver = whenOver;
    }

    @Override
    public String account() {
        return owner.value();
    }

    @Override
    public SessionKey key() {
        var current = key;
        if (current == null) {
            throw new NasException(Kind.NOT_SIGNED_IN, "The session of " + owner + " is over.");
        }
        return current;
    }

    @Override
    public void renew(SessionKey stale) {
        key = null;
        whenOver.run();
        throw new NasException(Kind.NOT_SIGNED_IN, "DSM has ended the session of " + owner + ".");
    }
}
