package dev.porter.gateway.synology;

import static dev.porter.language.Language.tr;
import static dev.porter.language.Saying.sentence;

import dev.porter.gateway.synology.SynologySettings.Onboarding;
import dev.porter.language.Saying;
import dev.porter.nas.NasAccounts;
import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.NasPath;
import dev.porter.nas.UserName;
import dev.porter.secret.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// DSM's own users, through an administrator account that does nothing else. Without that account
/// people can still log in, and whatever changes users is not permitted.
final class SynologyAccounts implements NasAccounts {
    private static final Logger LOG = LoggerFactory.getLogger(SynologyAccounts.class);

    /// How long it is told of what has kept Porter from making a user.
    private static final Duration RECENT = Duration.ofDays(1);

    private final @Nullable Administration administration;
    private final String service;
    private final SynologyFiles files;
    private final PersonLogIns logIns;
    private final String share;
    private final ByHand byHand;
    private final Clock clock;
    private volatile Optional<Hindrance> hindrance = Optional.empty();

    /// What Porter's administrator account makes possible.
    private record Administration(DsmUsers users, UserCreation creation) {}

    /// Something that only an administrator can mend.
    private record Hindrance(Saying saying, Instant at) {}

    /// @param administrator Porter's administrator account, if it has one
    /// @param service the name of the service account for files
    SynologyAccounts(
            SynologyNas.@Nullable Administrator administrator,
            String service,
            SynologyFiles files,
            DsmAuth auth,
            Onboarding onboarding,
            Clock clock) {
        this.service = service;
        this.files = files;
        this.logIns = new PersonLogIns(auth, this::isPorters);
        this.share = files.lookup().share();
        this.clock = clock;
        this.byHand = new ByHand(files, onboarding, share);
        if (administrator == null) {
            administration = null;
        } else {
            var users = new DsmUsers(administrator.client());
            administration =
                    new Administration(
                            users,
                            new UserCreation(
                                    users, files, onboarding, share, administrator.mark()));
        }
    }

    @Override
    public boolean exists(UserName name) {
        var its = administration;
        if (isPorters(name)) {
            return true;
        }
        if (its == null) {
            // Only an administrator sees users; a home shows that there is one.
            return files.stat(NasPath.home(name)).isPresent();
        }
        try {
            return DsmRefusal.told(name, () -> its.creation().isTaken(name));
        } catch (NasException e) {
            if (e.kind() == Kind.NOT_PERMITTED) {
                // There is no user; whether there is a home, creation finds out or says why not.
                return false;
            }
            throw e;
        }
    }

    /// Whether Porter itself logs in under this name.
    private boolean isPorters(UserName name) {
        var its = administration;
        return name.value().equalsIgnoreCase(service)
                || (its != null && name.value().equalsIgnoreCase(its.users().client().account()));
    }

    @Override
    public Creation create(UserName name, Secret password) {
        var its = administration;
        if (isPorters(name)) {
            return Creation.NAME_TAKEN;
        }
        return its == null
                ? Creation.NOT_PERMITTED
                : creation(name, () -> its.creation().make(name, password));
    }

    @Override
    public List<String> byHand(UserName name) {
        return administration == null ? byHand.steps(name) : List.of();
    }

    @Override
    public Optional<String> removalByHand(UserName name) {
        return Optional.of(
                tr(
                        "To delete it, open DSM, Control Panel, User & Group, choose “%s” and press"
                                + " Delete.",
                        name));
    }

    @Override
    public List<String> missing(UserName name) {
        return byHand.missing(name);
    }

    @Override
    public void keep(UserName name, String displayName) {
        var its = administration;
        if (its != null && !isPorters(name)) {
            var _ =
                    DsmRefusal.told(
                            name,
                            () -> {
                                its.creation().keep(name, displayName);
                                return true;
                            });
        }
    }

    @Override
    public Creation setPassword(UserName name, Secret password) {
        var its = administration;
        return its == null || isPorters(name)
                ? Creation.NOT_PERMITTED
                : creation(name, () -> setPassword(its.users(), name, password));
    }

    private static Creation setPassword(DsmUsers users, UserName name, Secret password) {
        if (!mayBeChanged(users, name)) {
            return Creation.NOT_PERMITTED;
        }
        if (users.isTooWeak(password, name)) {
            return Creation.PASSWORD_TOO_WEAK;
        }
        users.setPassword(name, password);
        return Creation.DONE;
    }

    private Creation creation(UserName name, Supplier<Creation> work) {
        try {
            var done = work.get();
            if (done == Creation.DONE) {
                hindrance = Optional.empty();
            }
            return done;
        } catch (DsmRefusal refusal) {
            return refusal.code() == DsmUsers.WEAK_PASSWORD
                    ? Creation.PASSWORD_TOO_WEAK
                    : hindered(refusal.about(name));
        } catch (NasException e) {
            return hindered(e);
        }
    }

    /// What asking again does not help against is for the administrators.
    private Creation hindered(NasException e) {
        return switch (e.kind()) {
            case NOT_PERMITTED, INVALID, BROKEN, EXISTS, NO_SPACE -> {
                remember(e);
                yield Creation.NOT_PERMITTED;
            }
            case NOT_SIGNED_IN -> {
                remember(e);
                throw e; // DSM lets a blocked address in again
            }
            case AWAY, NOT_FOUND -> throw e;
        };
    }

    private void remember(NasException e) {
        LOG.error("DSM's users cannot be worked on: {}", e.getMessage());
        hindrance =
                Optional.of(
                        new Hindrance(
                                sentence("I cannot work on DSM's users.").and(e.saying()),
                                clock.instant()));
    }

    /// What has lately kept Porter from making a user or a password, for an administrator. When
    /// nobody asks for one any more, nobody knows whether it still does.
    Optional<Saying> hindrance() {
        return hindrance
                .filter(met -> met.at().plus(RECENT).isAfter(clock.instant()))
                .map(Hindrance::saying);
    }

    @Override
    public void setEnabled(UserName name, boolean enabled) {
        var its = administration;
        try {
            if (its == null || isPorters(name) || !mayBeChanged(its.users(), name)) {
                throw new NasException(
                        Kind.NOT_PERMITTED,
                        "Porter may not change " + name + ": an administrator does it in DSM.");
            }
            its.users()
                    .change(
                            name,
                            DsmUsers.order("set").with("expired", enabled ? "normal" : "now"),
                            user -> enabled ? user.enabled() : user.disabled(),
                            enabled
                                    ? sentence("%s is enabled.", name)
                                    : sentence("%s is disabled.", name));
        } catch (DsmRefusal refusal) {
            throw refusal.about(name);
        }
    }

    /// Who rules DSM is nobody's to change through a chat.
    private static boolean mayBeChanged(DsmUsers known, UserName name) {
        if (known.find(name).isEmpty()) {
            throw new NasException(Kind.NOT_FOUND, "DSM has no user " + name + ".");
        }
        return !known.isAdministrator(name);
    }

    @Override
    public LogIn logIn(UserName name, Secret password, @Nullable Secret code) {
        return logIns.check(name, password, code);
    }

    /// Logs people in as themselves.
    PersonLogIns logIns() {
        return logIns;
    }

    /// A user's quota for the homes in bytes; empty when there is none, or nobody may ask.
    OptionalLong quota(UserName name) {
        var its = administration;
        if (its == null) {
            return OptionalLong.empty();
        }
        try {
            var mebibytes = its.users().quota(name, share);
            return mebibytes.isEmpty() ? mebibytes : OptionalLong.of(mebibytes.getAsLong() << 20);
        } catch (DsmRefusal | NasException e) {
            LOG.debug("The quota of {} is unknown: {}", name, e.getMessage());
            return OptionalLong.empty();
        }
    }
}
