package dev.porter.gateway.synology;

import dev.porter.gateway.synology.DsmAuth.SessionKey;
import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.UserName;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A person's own log-in, in memory only. Porter does not keep their password: when DSM ends it, it
/// is over, unless the person has just logged in once more.
final class PersonSession implements DsmLogIn {
    private final UserName owner;
    private final Consumer<PersonSession> whenOver;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable SessionKey key;

    /// @param whenOver called when DSM has ended it
    PersonSession(UserName owner, SessionKey key, Consumer<PersonSession> whenOver) {
        this.owner = owner;
        this.key = key;
        this.whenOver = whenOver;
    }

    UserName owner() {
        return owner;
    }

    @Override
    public String account() {
        return owner.value();
    }

    @Override
    public SessionKey key() {
        lock.lock();
        try {
            var current = key;
            if (current == null) {
                throw new NasException(Kind.NOT_SIGNED_IN, "The session of " + owner + " is over.");
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void renew(SessionKey stale) {
        lock.lock();
        try {
            if (key != null && !key.equals(stale)) {
                return;
            }
            key = null;
        } finally {
            lock.unlock();
        }
        whenOver.accept(this);
        throw new NasException(Kind.NOT_SIGNED_IN, "DSM has ended the session of " + owner + ".");
    }

    /// Goes on with another log-in of the same person, which ends the one before.
    ///
    /// @return false when it is over: nobody has logged in then
    boolean goOnWith(Supplier<SessionKey> logIn) {
        lock.lock();
        try {
            if (key == null) {
                return false;
            }
            key = logIn.get();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Ends it.
    ///
    /// @return what has to be logged out, if it was not over
    Optional<SessionKey> end() {
        lock.lock();
        try {
            var last = Optional.ofNullable(key);
            key = null;
            return last;
        } finally {
            lock.unlock();
        }
    }
}
