package dev.porter.gateway.synology;

import dev.porter.gateway.synology.DsmAuth.Credentials;
import dev.porter.gateway.synology.SynologySettings.Onboarding;
import dev.porter.nas.NasAccounts;
import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.NasPath;
import dev.porter.nas.UserName;
import dev.porter.secret.Secret;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// DSM's own users, through an administrator account that does nothing else. Without that account
/// people can still log in, and everything that changes users is not permitted.
///
/// A user is made in steps, each of which is read back. Until the last one the user is disabled and
/// bears a mark in its description: so a creation that was cut is known as Porter's own and goes
/// on, and nobody else's user is ever taken over.
final class SynologyAccounts implements NasAccounts {
    /// The description of a user that is not finished.
    static final String UNFINISHED = "Porter has not finished making this account";

    private static final Logger LOG = LoggerFactory.getLogger(SynologyAccounts.class);
    private static final int LONGEST_DESCRIPTION = 64;
    private static final int NO_SUCH_USER = 3106;
    private static final int USER_EXISTS = 3107;
    private static final int WEAK_PASSWORD = 3121;
    private static final String ENABLED = "normal";
    private static final String DISABLED = "now";

    private final @Nullable DsmClient administrator;
    private final DsmClient service;
    private final SynologyFiles files;
    private final DsmAuth auth;
    private final Onboarding onboarding;
    private final String share;

    /// @param homes the folder of all homes
    SynologyAccounts(
            @Nullable DsmClient administrator,
            DsmClient service,
            SynologyFiles files,
            DsmAuth auth,
            Onboarding onboarding,
            String homes) {
        this.administrator = administrator;
        this.service = service;
        this.files = files;
        this.auth = auth;
        this.onboarding = onboarding;
        this.share = homes.split("/", -1)[1];
    }

    // Looking

    @Override
    public boolean exists(UserName name) {
        if (isPorters(name)) {
            return true;
        }
        var client = administrator;
        if (client == null) {
            // Only an administrator sees users; a home shows that there is one.
            return files.stat(NasPath.home(name)).isPresent();
        }
        try {
            return find(client, name).isPresent() || isReserved(client, name);
        } catch (DsmRefusal refusal) {
            throw refusal.about(name);
        }
    }

    private boolean isPorters(UserName name) {
        return name.value().equalsIgnoreCase(service.account())
                || (administrator != null
                        && name.value().equalsIgnoreCase(administrator.account()));
    }

    private static boolean isReserved(DsmClient client, UserName name) {
        return client.has(DsmApi.RESERVED_NAMES)
                && DsmAnswers.elements(client.call(DsmCall.ask(DsmApi.RESERVED_NAMES, "list")))
                        .stream()
                        .anyMatch(one -> DsmAnswers.text(one).equalsIgnoreCase(name.value()));
    }

    private static Optional<JsonNode> find(DsmClient client, UserName name) {
        try {
            var call =
                    DsmCall.ask(DsmApi.USER, "get")
                            .with("name", name.value())
                            .with("additional", List.of("description", "expired"));
            return DsmAnswers.elements(client.call(call).path("users")).stream()
                    .filter(user ->
                            DsmAnswers.text(user.path("name")).equalsIgnoreCase(name.value()))
                    .findFirst();
        } catch (DsmRefusal refusal) {
            if (refusal.code() == NO_SUCH_USER) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    // Making

    @Override
    public Creation create(UserName name, String displayName, Secret password) {
        var client = administrator;
        if (client == null) {
            return Creation.NOT_PERMITTED;
        }
        if (isPorters(name)) {
            return Creation.NAME_TAKEN;
        }
        try {
            requireHomeService(client);
            var found = find(client, name);
            if (found.isPresent() ? !isUnfinished(found.get()) : isReserved(client, name)) {
                return Creation.NAME_TAKEN;
            }
            if (isTooWeak(client, name, password)) {
                return Creation.PASSWORD_TOO_WEAK;
            }
            if (found.isPresent()) {
                change(
                        client,
                        DsmCall.order(DsmApi.USER, "set").with("password", password.reveal()),
                        name);
            } else if (!begin(client, name, password)) {
                return Creation.NAME_TAKEN;
            }
            equip(client, name);
            finish(client, name, displayName);
            LOG.info("Made the DSM user {}", name);
            return Creation.DONE;
        } catch (DsmRefusal refusal) {
            return creation(refusal, name);
        }
    }

    private static Creation creation(DsmRefusal refusal, UserName name) {
        if (refusal.code() == WEAK_PASSWORD) {
            return Creation.PASSWORD_TOO_WEAK;
        }
        if (refusal.kind() == Kind.NOT_PERMITTED) {
            LOG.error("{} It was about {}.", refusal.getMessage(), name);
            return Creation.NOT_PERMITTED;
        }
        throw refusal.about(name);
    }

    private static void requireHomeService(DsmClient client) {
        try {
            var home = client.call(DsmCall.ask(DsmApi.USER_HOME, "get"));
            if (home.has("enable") && !DsmAnswers.yes(home.path("enable"))) {
                throw new NasException(
                        Kind.NOT_PERMITTED,
                        "DSM's user home service is off: switch it on under Control Panel > User &"
                                + " Group > Advanced > User Home.");
            }
        } catch (DsmRefusal refusal) {
            // Some DSM hide it from all but the built-in administrator: the folder will tell.
            LOG.debug("Whether the home service is on is unknown: {}", refusal.getMessage());
        }
    }

    private static boolean isTooWeak(DsmClient client, UserName name, Secret password) {
        return new PasswordRules(
                        client.call(DsmCall.ask(DsmApi.PASSWORD_POLICY, "get"))
                                .path("strong_password"))
                .areBrokenBy(password, name);
    }

    /// Makes the user, disabled and marked.
    ///
    /// @return false when somebody else made one meanwhile
    private static boolean begin(DsmClient client, UserName name, Secret password) {
        var call =
                DsmCall.order(DsmApi.USER, "create")
                        .with("name", name.value())
                        .with("password", password.reveal())
                        .with("description", UNFINISHED)
                        .with("email", "")
                        .with("expired", DISABLED)
                        .with("cannot_chg_passwd", false);
        try {
            var _ = client.call(call);
        } catch (DsmRefusal refusal) {
            if (refusal.code() != USER_EXISTS) {
                throw refusal;
            }
        } catch (NasException e) {
            if (e.kind() != Kind.AWAY || find(client, name).isEmpty()) {
                throw e;
            }
        }
        var made = find(client, name);
        if (made.isEmpty()) {
            throw new NasException(
                    Kind.BROKEN, "DSM says that it made " + name + ", and does not have it.");
        }
        return isUnfinished(made.get());
    }

    private static boolean isUnfinished(JsonNode user) {
        return DsmAnswers.text(user.path("description")).equals(UNFINISHED);
    }

    private void equip(DsmClient client, UserName name) {
        var _ = files.createHome(name);
        onboarding.group().ifPresent(group -> join(client, name, group));
        onboarding.quota().ifPresent(mebibytes -> limit(client, name, mebibytes));
        onboarding.applications().forEach(app -> allow(client, name, app));
    }

    private static void join(DsmClient client, UserName name, String group) {
        var _ =
                client.call(
                        DsmCall.order(DsmApi.GROUP_MEMBERS, "add")
                                .with("group", group)
                                .with("name", List.of(name.value())));
        var members =
                client.call(
                        DsmCall.ask(DsmApi.GROUP_MEMBERS, "list")
                                .with("group", group)
                                .with("offset", 0)
                                .with("limit", -1));
        require(
                DsmAnswers.elements(members.path("users")).stream()
                        .anyMatch(user -> DsmAnswers.text(user.path("name")).equals(name.value())),
                name + " joined the group " + group);
    }

    private void limit(DsmClient client, UserName name, long mebibytes) {
        var _ =
                client.call(
                        DsmCall.order(DsmApi.QUOTA, "set")
                                .with("name", name.value())
                                .with(
                                        "user_quota",
                                        List.of(Map.of("share", share, "quota", mebibytes))));
        require(
                quota(client, name).equals(OptionalLong.of(mebibytes)),
                name + " has a quota of " + mebibytes + " MiB");
    }

    private static void allow(DsmClient client, UserName name, String application) {
        var rule =
                Map.of(
                        "app_id", application,
                        "entity_type", "user",
                        "entity_name", name.value(),
                        "allow_ip", List.of("0.0.0.0"),
                        "deny_ip", List.of());
        var _ =
                client.call(
                        DsmCall.order(DsmApi.APPLICATION_RULES, "set")
                                .with("rules", List.of(rule)));
        var rules =
                client.call(
                        DsmCall.ask(DsmApi.APPLICATION_RULES, "list").with("app_id", application));
        require(
                DsmAnswers.elements(rules.path("rules")).stream()
                        .anyMatch(one ->
                                DsmAnswers.text(one.path("entity_name")).equals(name.value())),
                name + " may use " + application);
    }

    private static void finish(DsmClient client, UserName name, String displayName) {
        var call =
                DsmCall.order(DsmApi.USER, "set")
                        .with("description", description(displayName))
                        .with("expired", ENABLED);
        try {
            change(client, call, name);
        } catch (NasException e) {
            if (e.kind() != Kind.AWAY) {
                throw e;
            }
        }
        require(
                find(client, name)
                        .filter(user -> !isUnfinished(user))
                        .filter(user -> isExpired(user, ENABLED))
                        .isPresent(),
                name + " is enabled");
    }

    /// What DSM takes as a description: 64 signs without line ends.
    private static String description(String displayName) {
        var plain = displayName.replaceAll("\\p{Cntrl}+", " ").strip();
        var end = Math.min(plain.length(), LONGEST_DESCRIPTION);
        if (end > 0 && Character.isHighSurrogate(plain.charAt(end - 1))) {
            end--;
        }
        var cut = plain.substring(0, end);
        return cut.equals(UNFINISHED) ? "" : cut;
    }

    private static void require(boolean so, String what) {
        if (!so) {
            throw new NasException(
                    Kind.BROKEN, "DSM was asked that " + what + ", and it is not so.");
        }
    }

    // Changing

    @Override
    public Creation setPassword(UserName name, Secret password) {
        var client = administrator;
        if (client == null || isPorters(name)) {
            return Creation.NOT_PERMITTED;
        }
        try {
            requireNoAdministrator(client, name);
            if (isTooWeak(client, name, password)) {
                return Creation.PASSWORD_TOO_WEAK;
            }
            change(
                    client,
                    DsmCall.order(DsmApi.USER, "set").with("password", password.reveal()),
                    name);
            return Creation.DONE;
        } catch (DsmRefusal refusal) {
            return creation(refusal, name);
        }
    }

    @Override
    public void setEnabled(UserName name, boolean enabled) {
        var client = administrator;
        if (client == null || isPorters(name)) {
            throw new NasException(
                    Kind.NOT_PERMITTED,
                    "Porter may not change " + name + ": an administrator does it in DSM.");
        }
        var wanted = enabled ? ENABLED : DISABLED;
        try {
            requireNoAdministrator(client, name);
            change(client, DsmCall.order(DsmApi.USER, "set").with("expired", wanted), name);
            require(
                    find(client, name).filter(user -> isExpired(user, wanted)).isPresent(),
                    name + (enabled ? " is enabled" : " is disabled"));
        } catch (DsmRefusal refusal) {
            throw refusal.about(name);
        }
    }

    private static boolean isExpired(JsonNode user, String wanted) {
        var expired = user.path("expired");
        return expired.isBoolean()
                ? expired.booleanValue() == wanted.equals(DISABLED)
                : DsmAnswers.text(expired).equals(wanted);
    }

    /// Who rules DSM is nobody's to change through a chat.
    private static void requireNoAdministrator(DsmClient client, UserName name) {
        if (find(client, name).isEmpty()) {
            throw new NasException(Kind.NOT_FOUND, "DSM has no user " + name + ".");
        }
        var groups =
                client.call(DsmCall.ask(DsmApi.USER_GROUPS, "get").with("name", name.value()))
                        .path("groups");
        if (!groups.isArray()) {
            throw new NasException(
                    Kind.BROKEN, "DSM does not say which groups " + name + " is in.");
        }
        for (var group : DsmAnswers.elements(groups)) {
            var its = group.isObject() ? group.path("name") : group;
            if (DsmAnswers.text(its).equals("administrators")) {
                throw new NasException(
                        Kind.NOT_PERMITTED,
                        name + " is an administrator of DSM, whom Porter does not change.");
            }
        }
    }

    private static void change(DsmClient client, DsmCall call, UserName name) {
        var answer = client.call(call.with("name", name.value()));
        require(
                DsmAnswers.text(answer.path("name")).equalsIgnoreCase(name.value()),
                name + " is changed");
    }

    // Logging in

    @Override
    public LogIn logIn(UserName name, Secret password, @Nullable Secret code) {
        if (isPorters(name)) {
            return LogIn.WRONG;
        }
        if (auth.budget().isBlocked() || !auth.budget().begin()) {
            return LogIn.LOCKED;
        }
        var failed = false;
        try {
            var key =
                    auth.logIn(new Credentials(name.value(), password, code, null), DsmAuth.FILES);
            auth.logOut(key, DsmAuth.FILES);
            return LogIn.ACCEPTED;
        } catch (DsmRefusal refusal) {
            failed = refusal.code() >= 400 && refusal.code() != 403;
            return answer(refusal, name);
        } finally {
            auth.budget().end(failed);
        }
    }

    private static LogIn answer(DsmRefusal refusal, UserName name) {
        return switch (refusal.code()) {
            case 400 -> LogIn.WRONG;
            case 401, 402 -> LogIn.DISABLED;
            case 403 -> LogIn.CODE_NEEDED;
            case 404 -> LogIn.CODE_WRONG;
            // 406: two-step verification must be set up. Like an old password, it is put right by
            // signing in to DSM in a browser.
            case 406, 408, 409, 410 -> LogIn.PASSWORD_EXPIRED;
            case 411 -> LogIn.LOCKED;
            default -> throw refusal.about(name);
        };
    }

    // Quotas

    /// A user's quota for the homes in bytes; empty when there is none, or nobody may ask.
    OptionalLong quota(UserName name) {
        var client = administrator;
        if (client == null) {
            return OptionalLong.empty();
        }
        try {
            var mebibytes = quota(client, name);
            return mebibytes.isPresent()
                    ? OptionalLong.of(mebibytes.getAsLong() << 20)
                    : OptionalLong.empty();
        } catch (DsmRefusal refusal) {
            LOG.debug("The quota of {} is unknown: {}", name, refusal.getMessage());
            return OptionalLong.empty();
        }
    }

    private OptionalLong quota(DsmClient client, UserName name) {
        var answer =
                client.call(
                        DsmCall.ask(DsmApi.QUOTA, "get")
                                .with("name", name.value())
                                .with("support_share_quota", true));
        for (var volume : DsmAnswers.elements(answer.path("user_quota"))) {
            for (var one : DsmAnswers.elements(volume.path("shares"))) {
                var quota = DsmAnswers.number(one.path("quota"), 0);
                if (quota > 0
                        && DsmAnswers.text(one.path("name"))
                                .toLowerCase(Locale.ROOT)
                                .equals(share)) {
                    return OptionalLong.of(quota);
                }
            }
        }
        return OptionalLong.empty();
    }
}
