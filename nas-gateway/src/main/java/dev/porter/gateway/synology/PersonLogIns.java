package dev.porter.gateway.synology;

import dev.porter.gateway.synology.DsmAuth.Credentials;
import dev.porter.gateway.synology.DsmAuth.SessionKey;
import dev.porter.nas.NasAccounts.LogIn;
import dev.porter.nas.UserName;
import dev.porter.secret.Secret;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Logs people in with what they typed, within the budget of failures.
final class PersonLogIns {
    private final DsmAuth auth;
    private final Predicate<UserName> isPorters;

    /// @param isPorters whether Porter itself logs in under a name
    PersonLogIns(DsmAuth auth, Predicate<UserName> isPorters) {
        this.auth = auth;
        this.isPorters = isPorters;
    }

    /// Logs a person in and out again.
    LogIn check(UserName name, Secret password, @Nullable Secret code) {
        return logIn(name, password, code, this::end);
    }

    /// Logs a person in.
    ///
    /// @param then gets the session, which somebody has to [#end]
    LogIn logIn(UserName name, Secret password, @Nullable Secret code, Consumer<SessionKey> then) {
        if (isPorters.test(name)) {
            return LogIn.WRONG;
        }
        if (!auth.budget().begin()) {
            return LogIn.LOCKED;
        }
        var failed = false;
        try {
            var credentials = new Credentials(name.value(), password, code, null);
            then.accept(auth.logIn(credentials, DsmAuth.FILES));
            return LogIn.ACCEPTED;
        } catch (DsmRefusal refusal) {
            failed = refusal.code() >= 400 && refusal.code() != 403;
            return answer(refusal, name);
        } finally {
            auth.budget().end(failed);
        }
    }

    void end(SessionKey key) {
        auth.logOut(key, DsmAuth.FILES);
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
