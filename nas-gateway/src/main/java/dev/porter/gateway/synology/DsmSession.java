package dev.porter.gateway.synology;

import static dev.porter.language.Saying.sentence;

import dev.porter.gateway.synology.DsmAuth.Credentials;
import dev.porter.gateway.synology.DsmAuth.SessionKey;
import dev.porter.gateway.synology.LogInBudget.Whose;
import dev.porter.language.Saying;
import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One account's log-in, renewed by one thread when DSM has forgotten it. What DSM refuses for good
/// is not tried again.
final class DsmSession implements DsmLogIn, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DsmSession.class);

    /// For what an administrator can put right in DSM while Porter runs.
    private static final Duration UNTIL_TRIED_AGAIN = Duration.ofMinutes(15);

    /// For what a DSM says that is still starting.
    private static final Duration UNTIL_STARTED = Duration.ofMinutes(1);

    private final DsmAuth auth;
    private final Credentials credentials;
    private final String name;
    private final String setting;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable SessionKey key;
    private @Nullable NasException refused;
    private Instant tryAgain = Instant.MIN;

    /// @param name under which DSM keeps the session
    /// @param setting what the keys of the account's settings begin with
    DsmSession(DsmAuth auth, Credentials credentials, String name, String setting, Clock clock) {
        this.auth = auth;
        this.credentials = credentials;
        this.name = name;
        this.setting = setting;
        this.clock = clock;
    }

    @Override
    public String account() {
        return credentials.account();
    }

    /// The key to DSM, after a log-in where there was none.
    @Override
    public SessionKey key() {
        lock.lock();
        try {
            var current = key;
            return current == null ? logIn() : current;
        } finally {
            lock.unlock();
        }
    }

    /// Logs in again, unless another thread has done so since this key was used.
    @Override
    public void renew(SessionKey stale) {
        lock.lock();
        try {
            if (Objects.equals(key, stale)) {
                key = null;
                var _ = logIn();
            }
        } finally {
            lock.unlock();
        }
    }

    private SessionKey logIn() {
        var before = refused;
        if (before != null && clock.instant().isBefore(tryAgain)) {
            throw new NasException(before.kind(), before.saying());
        }
        try {
            var fresh = auth.logIn(credentials, name, Whose.PORTERS);
            key = fresh;
            refused = null;
            LOG.info("Logged in to DSM as {}", credentials.account());
            return fresh;
        } catch (LogInHeldBack e) {
            throw new NasException(Kind.NOT_SIGNED_IN, e.saying(), e);
        } catch (DsmRefusal refusal) {
            var explained = explain(refusal);
            if (explained.kind() != Kind.AWAY) {
                refused = explained;
                tryAgain = tryAgain(refusal);
                LOG.error("{}", explained.getMessage());
            }
            throw explained;
        }
    }

    private Instant tryAgain(DsmRefusal refusal) {
        if (isFinal(refusal.code())) {
            return Instant.MAX;
        }
        return clock.instant().plus(refusal.isOfApi() ? UNTIL_TRIED_AGAIN : UNTIL_STARTED);
    }

    /// Whether only another setting, and so a restart, can help.
    private static boolean isFinal(int code) {
        return code == 400 || code == 403 || code == 404 || code == 405;
    }

    private NasException explain(DsmRefusal refusal) {
        var who =
                sentence(
                        "DSM does not let %s in (code %s):", credentials.account(), refusal.code());
        var remedy = remedy(refusal.code());
        if (remedy == null) {
            return refusal.isOfLoad() || refusal.kind() == Kind.AWAY
                    ? new NasException(Kind.AWAY, who.and(sentence("it is busy.")), refusal)
                    : new NasException(
                            Kind.BROKEN, who.and(sentence("Porter does not know why.")), refusal);
        }
        return new NasException(Kind.NOT_SIGNED_IN, who.and(remedy), refusal);
    }

    private @Nullable Saying remedy(int code) {
        return switch (code) {
            case 400 ->
                    sentence(
                            "the name or the password is wrong. Correct %susername and %spassword,"
                                    + " and restart Porter.",
                            setting, setting);
            case 401 -> sentence("the account is disabled. Enable it in DSM.");
            case 402 ->
                    sentence(
                            "the account may not use File Station. Allow it in DSM under Control"
                                    + " Panel > Application Privileges.");
            case 403, 404 ->
                    sentence(
                            "it asks for a two-step code. Set %sdevice-id to a trusted device's id,"
                                    + " and restart Porter.",
                            setting);
            case 405 ->
                    sentence(
                            "not at this address, which is one of its applications' own. Set"
                                    + " porter.nas.synology.url to DSM's, and restart Porter.");
            case 406 -> sentence("two-step verification is enforced. Set it up or except it.");
            case 408, 409, 410 -> sentence("its password has expired. Change it in DSM.");
            case 411 -> sentence("the account is locked. Unlock it in DSM.");
            default -> null;
        };
    }

    /// Logs out.
    @Override
    public void close() {
        lock.lock();
        try {
            var current = key;
            key = null;
            refused = new NasException(Kind.AWAY, "Porter is stopping.");
            tryAgain = Instant.MAX;
            if (current != null) {
                auth.logOut(current, name);
            }
        } finally {
            lock.unlock();
        }
    }
}
