package dev.porter.gateway.synology;

import static dev.porter.language.Saying.sentence;

import dev.porter.gateway.synology.SynologySettings.Onboarding;
import dev.porter.nas.NasAccounts.Creation;
import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.NasPath;
import dev.porter.nas.UserName;
import dev.porter.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// Makes a user in steps, each of which is read back. Until the last one the user is disabled, and
/// until [#keep] it bears a mark in its description that only Porter can write: so a creation that
/// was cut is known as Porter's own and goes on, and nobody else's user is ever taken over.
final class UserCreation {
    private static final Logger LOG = LoggerFactory.getLogger(UserCreation.class);
    private static final int LONGEST_DESCRIPTION = 64;

    private final DsmUsers users;
    private final DsmClient client;
    private final SynologyFiles files;
    private final Onboarding onboarding;
    private final String share;
    private final PorterMark mark;

    /// @param share the shared folder of the homes
    UserCreation(
            DsmUsers users,
            SynologyFiles files,
            Onboarding onboarding,
            String share,
            PorterMark mark) {
        this.users = users;
        this.mark = mark;
        this.client = users.client();
        this.files = files;
        this.onboarding = onboarding;
        this.share = share;
    }

    /// @throws DsmRefusal for what is no [Creation]
    Creation make(UserName name, Secret password) {
        requireHomeService();
        var found = users.find(name);
        if (isTaken(name, found)) {
            return Creation.NAME_TAKEN;
        }
        if (users.isTooWeak(password, name)) {
            return Creation.PASSWORD_TOO_WEAK;
        }
        if (found.isPresent()) {
            users.setPassword(name, password);
        } else if (!begin(name, password)) {
            return Creation.NAME_TAKEN;
        }
        equip(name);
        enable(name);
        LOG.info("Made the DSM user {}", name);
        return Creation.DONE;
    }

    /// Whether the name is somebody's. One that is not kept is nobody's yet, and creation takes it
    /// up again; a home without a user is what somebody left behind, and no newcomer may look into
    /// it.
    boolean isTaken(UserName name) {
        return isTaken(name, users.find(name));
    }

    private boolean isTaken(UserName name, Optional<DsmUsers.User> found) {
        return found.isPresent()
                ? isKept(name, found.get())
                : users.isReserved(name) || hasHome(name);
    }

    private boolean hasHome(UserName name) {
        files.requireHomes();
        return files.stat(NasPath.home(name)).isPresent();
    }

    private void requireHomeService() {
        try {
            var home = client.call(DsmCall.ask(DsmApi.USER_HOME, "get"));
            if (home.has("enable") && !DsmAnswers.yes(home.path("enable"))) {
                throw new NasException(
                        Kind.NOT_PERMITTED,
                        sentence(
                                "DSM's user home service is off: switch it on under Control Panel > User"
                                        + " & Group > Advanced > User Home."));
            }
        } catch (DsmRefusal refusal) {
            // Some DSM hide it from all but the built-in administrator: the folder will tell.
            LOG.debug("Whether the home service is on is unknown: {}", refusal.getMessage());
        }
    }

    /// Makes the user, disabled and marked.
    ///
    /// @return false when somebody else made one meanwhile
    private boolean begin(UserName name, Secret password) {
        var order =
                DsmUsers.order("create")
                        .with("name", name.value())
                        .with("password", password.reveal())
                        .with("description", mark.of(name))
                        .with("email", "")
                        .with("expired", "now")
                        .with("cannot_chg_passwd", false);
        try {
            var _ = client.call(order);
        } catch (DsmRefusal refusal) {
            if (refusal.code() != DsmUsers.USER_EXISTS) {
                throw refusal;
            }
        } catch (NasException e) {
            if (e.kind() != Kind.AWAY || users.find(name).isEmpty()) {
                throw e;
            }
        }
        var made = users.find(name);
        DsmUsers.require(made.isPresent(), sentence("%s is made.", name));
        return made.filter(user -> !isKept(name, user)).isPresent();
    }

    /// Whether the user is somebody's: all are that do not bear Porter's mark.
    private boolean isKept(UserName name, DsmUsers.User user) {
        return !user.description().equals(mark.of(name));
    }

    private void equip(UserName name) {
        var _ = files.createHome(name);
        onboarding.group().ifPresent(group -> join(name, group));
        onboarding.quota().ifPresent(mebibytes -> limit(name, mebibytes));
        onboarding.applications().forEach(application -> allow(name, application));
    }

    private void join(UserName name, String group) {
        var _ =
                client.call(
                        DsmCall.order(DsmApi.GROUP_MEMBERS, "add")
                                .with("group", group)
                                .with("name", List.of(name.value())));
        DsmUsers.require(
                users.isMember(name, group), sentence("%s is in the group %s.", name, group));
    }

    private void limit(UserName name, long mebibytes) {
        var _ =
                client.call(
                        DsmCall.order(DsmApi.QUOTA, "set")
                                .with("name", name.value())
                                .with(
                                        "user_quota",
                                        List.of(Map.of("share", share, "quota", mebibytes))));
        DsmUsers.require(
                users.quota(name, share).orElse(0) == mebibytes,
                sentence("%s has a quota of %s MiB.", name, mebibytes));
    }

    private void allow(UserName name, String application) {
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
        DsmUsers.require(
                DsmAnswers.elements(rules.path("rules")).stream()
                        .anyMatch(one -> allows(one, name)),
                sentence("%s may use %s.", name, application));
    }

    /// Whether a rule allows a user something: there may be a group of the same name, and a rule
    /// may also deny.
    private static boolean allows(JsonNode rule, UserName name) {
        return DsmAnswers.text(rule.path("entity_name")).equals(name.value())
                && (!rule.has("entity_type")
                        || DsmAnswers.text(rule.path("entity_type")).equals("user"))
                && (!rule.has("allow_ip") || !rule.path("allow_ip").isEmpty())
                && rule.path("deny_ip").isEmpty();
    }

    private void enable(UserName name) {
        var order = DsmUsers.order("set").with("expired", "normal");
        users.change(name, order, DsmUsers.User::enabled, sentence("%s is enabled.", name));
    }

    /// Takes the mark away from a user that bears it.
    void keep(UserName name, String displayName) {
        if (users.find(name).map(user -> isKept(name, user)).orElse(true)) {
            return;
        }
        var order = DsmUsers.order("set").with("description", description(displayName));
        users.change(name, order, user -> isKept(name, user), sentence("%s bears no mark.", name));
    }

    /// What DSM takes as a description: 64 signs without line ends.
    private static String description(String displayName) {
        var plain = displayName.replaceAll("\\p{Cntrl}+", " ").strip();
        var end = Math.min(plain.length(), LONGEST_DESCRIPTION);
        if (end > 0 && Character.isHighSurrogate(plain.charAt(end - 1))) {
            end--;
        }
        return plain.substring(0, end);
    }
}
