package dev.porter.gateway.synology;

import dev.porter.gateway.synology.DsmAuth.Credentials;
import dev.porter.gateway.synology.DsmAuth.SessionKey;
import dev.porter.gateway.synology.LogInBudget.Whose;
import dev.porter.nas.NasAccounts.LogIn;
import dev.porter.nas.UserName;
import dev.porter.secret.Secret;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Logs people in with what they typed, within the budget of failures.
final class PersonLogIns {
    private final DsmAuth auth;
    private final Predicate<UserName> isPorters;
    private final Map<UserName, PersonSession> open = new ConcurrentHashMap<>();

    /// @param isPorters whether Porter itself logs in under a name
    PersonLogIns(DsmAuth auth, Predicate<UserName> isPorters) {
        this.auth = auth;
        this.isPorters = isPorters;
    }

    /// Logs a person in and out again. A session of theirs goes on with the new log-in, because DSM
    /// ends the first of two under one name.
    LogIn check(UserName name, Secret password, @Nullable Secret code) {
        return logIn(
                name,
                password,
                code,
                credentials -> {
                    var session = open.get(name);
                    if (session == null || !session.goOnWith(() -> key(credentials))) {
                        auth.logOut(key(credentials), DsmAuth.FILES);
                    }
                });
    }

    /// Logs a person in.
    ///
    /// @param whenOver called when DSM has ended the session
    /// @param then gets the session, which somebody has to [#end]
    LogIn open(
            UserName name,
            Secret password,
            @Nullable Secret code,
            Consumer<PersonSession> whenOver,
            Consumer<PersonSession> then) {
        return logIn(
                name,
                password,
                code,
                credentials -> {
                    var session = new PersonSession(name, key(credentials), whenOver);
                    open.put(name, session);
                    then.accept(session);
                });
    }

    private SessionKey key(Credentials credentials) {
        return auth.logIn(credentials, DsmAuth.FILES, Whose.PERSONS);
    }

    private LogIn logIn(
            UserName name, Secret password, @Nullable Secret code, Consumer<Credentials> work) {
        if (isPorters.test(name)) {
            return LogIn.WRONG;
        }
        try {
            work.accept(new Credentials(name.value(), password, code, null));
            return LogIn.ACCEPTED;
        } catch (LogInHeldBack e) {
            return LogIn.LOCKED;
        } catch (DsmRefusal refusal) {
            return answer(refusal, name);
        }
    }

    /// Ends a session; it may be over already.
    void end(PersonSession session) {
        open.remove(session.owner(), session);
        session.end().ifPresent(key -> auth.logOut(key, DsmAuth.FILES));
    }

    private static LogIn answer(DsmRefusal refusal, UserName name) {
        return switch (refusal.code()) {
            case 400 -> LogIn.WRONG;
            case 401 -> LogIn.DISABLED;
            case 402 -> LogIn.NOT_ALLOWED;
            case 403 -> LogIn.CODE_NEEDED;
            case 404 -> LogIn.CODE_WRONG;
            case 406 -> LogIn.TWO_STEP_MISSING;
            case 408 -> LogIn.PASSWORD_TO_BE_RESET;
            case 409 -> LogIn.PASSWORD_EXPIRED;
            case 410 -> LogIn.PASSWORD_TO_BE_CHANGED;
            case 411 -> LogIn.LOCKED;
            default -> throw refusal.about(name);
        };
    }
}
