package dev.porter.gateway.synology;

import static dev.porter.language.Saying.sentence;

import dev.porter.language.Saying;
import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.UserName;
import dev.porter.secret.Secret;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// DSM's users as an administrator sees and changes them. Every method may throw a [DsmRefusal].
final class DsmUsers {
    /// DSM's code for a password against its rules.
    static final int WEAK_PASSWORD = 3121;

    /// DSM's code for a name that is taken.
    static final int USER_EXISTS = 3107;

    private static final int NO_SUCH_USER = 3106;
    private static final Set<String> RESERVED =
            Set.of("root", "admin", "guest", "http", "system", "anonymous");

    private final DsmClient administrator;

    DsmUsers(DsmClient administrator) {
        this.administrator = administrator;
    }

    /// A user as DSM describes it.
    record User(String description, boolean enabled, boolean disabled) {
        static User of(JsonNode user) {
            var expired = user.path("expired");
            var text = DsmAnswers.text(expired);
            return new User(
                    DsmAnswers.text(user.path("description")),
                    expired.isBoolean() ? !expired.booleanValue() : text.equals("normal"),
                    expired.isBoolean() ? expired.booleanValue() : text.equals("now"));
        }
    }

    DsmClient client() {
        return administrator;
    }

    Optional<User> find(UserName name) {
        try {
            var call =
                    DsmCall.ask(DsmApi.USER, "get")
                            .with("name", name.value())
                            .with("additional", List.of("description", "expired"));
            return DsmAnswers.elements(administrator.call(call).path("users")).stream()
                    .filter(user -> isOf(user, name))
                    .findFirst()
                    .map(User::of);
        } catch (DsmRefusal refusal) {
            if (refusal.code() == NO_SUCH_USER) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    /// Whether DSM keeps the name for itself. Old ones do not tell.
    boolean isReserved(UserName name) {
        if (RESERVED.contains(name.value())) {
            return true;
        }
        var list = DsmCall.ask(DsmApi.RESERVED_NAMES, "list");
        return administrator.has(DsmApi.RESERVED_NAMES)
                && DsmAnswers.elements(administrator.call(list)).stream()
                        .anyMatch(one -> DsmAnswers.text(one).equalsIgnoreCase(name.value()));
    }

    /// Whether the user may change DSM.
    boolean isAdministrator(UserName name) {
        return isMember(name, "administrators");
    }

    /// Whether the user is in a group.
    boolean isMember(UserName name, String group) {
        var list =
                DsmCall.ask(DsmApi.GROUP_MEMBERS, "list")
                        .with("group", group)
                        .with("offset", 0)
                        .with("limit", -1);
        var answer = administrator.call(list);
        var members = DsmAnswers.elements(answer.path("users"));
        if (!answer.path("users").isArray()
                || members.size() < DsmAnswers.number(answer.path("total"), 0)) {
            throw new NasException(Kind.BROKEN, sentence("DSM does not say who is in %s.", group));
        }
        return members.stream().anyMatch(user -> isOf(user, name));
    }

    /// Whether DSM's rules, as far as it tells them, refuse a password.
    boolean isTooWeak(Secret password, UserName name) {
        var policy = administrator.call(DsmCall.ask(DsmApi.PASSWORD_POLICY, "get"));
        return new PasswordRules(policy.path("strong_password")).areBrokenBy(password, name);
    }

    /// Begins a change of a user, to be given to [#change].
    static DsmCall order(String method) {
        return DsmCall.order(DsmApi.USER, method);
    }

    void change(UserName name, DsmCall order) {
        var answer = administrator.call(order.with("name", name.value()));
        require(isOf(answer, name), sentence("%s is changed.", name));
    }

    /// Changes a user and reads it back. DSM may also have done it when its answer was lost.
    ///
    /// @param what is so afterwards
    void change(UserName name, DsmCall order, Predicate<User> so, Saying what) {
        try {
            change(name, order);
        } catch (NasException e) {
            if (e.kind() == Kind.AWAY && find(name).filter(so).isPresent()) {
                return;
            }
            throw e;
        }
        require(find(name).filter(so).isPresent(), what);
    }

    void setPassword(UserName name, Secret password) {
        change(name, order("set").with("password", password.reveal()));
    }

    /// The quota for a share in mebibytes; empty when there is none.
    OptionalLong quota(UserName name, String share) {
        var get =
                DsmCall.ask(DsmApi.QUOTA, "get")
                        .with("name", name.value())
                        .with("support_share_quota", true);
        return DsmAnswers.elements(administrator.call(get).path("user_quota")).stream()
                .flatMap(volume -> DsmAnswers.elements(volume.path("shares")).stream())
                .filter(one -> DsmAnswers.text(one.path("name")).equals(share))
                .mapToLong(one -> DsmAnswers.number(one.path("quota"), 0))
                .filter(quota -> quota > 0)
                .findFirst();
    }

    /// Whether DSM speaks of this user.
    static boolean isOf(JsonNode user, UserName name) {
        return DsmAnswers.text(user.path("name")).equalsIgnoreCase(name.value());
    }

    /// @throws NasException `BROKEN` when what DSM was asked for did not come about
    static void require(boolean so, Saying what) {
        if (!so) {
            throw new NasException(
                    Kind.BROKEN, sentence("DSM was asked for this, and it is not so:").and(what));
        }
    }
}
