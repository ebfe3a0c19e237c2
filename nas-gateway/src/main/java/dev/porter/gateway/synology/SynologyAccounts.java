package dev.porter.gateway.synology;

import dev.porter.gateway.synology.SynologySettings.Onboarding;
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

    private final @Nullable DsmUsers users;
    private final @Nullable UserCreation creation;
    private final String service;
    private final SynologyFiles files;
    private final PersonLogIns logIns;
    private final String share;
    private final ByHand byHand;
    private final Clock clock;
    private volatile Optional<Hindrance> hindrance = Optional.empty();

    /// Something that only an administrator can mend.
    private record Hindrance(String words, Instant at) {}

    /// @param service the name of the service account for files
    /// @param mark of the users that Porter makes; there when there is an administrator
    /// @param share the shared folder of the homes
    SynologyAccounts(
            @Nullable DsmClient administrator,
            String service,
            SynologyFiles files,
            DsmAuth auth,
            Onboarding onboarding,
            @Nullable PorterMark mark,
            String share,
            Clock clock) {
        this.service = service;
        this.files = files;
        this.logIns = new PersonLogIns(auth, this::isPorters);
        this.share = share;
        this.clock = clock;
        this.byHand = new ByHand(files, onboarding, share);
        users = administrator == null ? null : new DsmUsers(administrator);
        creation =
                users == null || mark == null
                        ? null
                        : new UserCreation(users, files, onboarding, share, mark);
    }

    @Override
    public boolean exists(UserName name) {
        var maker = creation;
        if (isPorters(name)) {
            return true;
        }
        if (maker == null) {
            // Only an administrator sees users; a home shows that there is one.
            return files.stat(NasPath.home(name)).isPresent();
        }
        try {
            return maker.isTaken(name);
        } catch (NasException e) {
            if (e.kind() == Kind.NOT_PERMITTED) {
                // There is no user; whether there is a home, creation finds out or says why not.
                return false;
            }
            throw e;
        } catch (DsmRefusal refusal) {
            throw refusal.about(name);
        }
    }

    /// Whether Porter itself logs in under this name.
    private boolean isPorters(UserName name) {
        return name.value().equalsIgnoreCase(service)
                || (users != null && name.value().equalsIgnoreCase(users.client().account()));
    }

    @Override
    public Creation create(UserName name, Secret password) {
        if (isPorters(name)) {
            return Creation.NAME_TAKEN;
        }
        var maker = creation;
        return maker == null
                ? Creation.NOT_PERMITTED
                : creation(name, () -> maker.make(name, password));
    }

    @Override
    public List<String> byHand(UserName name) {
        return creation == null ? byHand.steps(name) : List.of();
    }

    @Override
    public List<String> missing(UserName name) {
        return byHand.missing(name);
    }

    @Override
    public void keep(UserName name, String displayName) {
        var maker = creation;
        if (maker == null || isPorters(name)) {
            return;
        }
        try {
            maker.keep(name, displayName);
        } catch (DsmRefusal refusal) {
            throw refusal.about(name);
        }
    }

    @Override
    public Creation setPassword(UserName name, Secret password) {
        var known = users;
        if (known == null || isPorters(name)) {
            return Creation.NOT_PERMITTED;
        }
        return creation(
                name,
                () -> {
                    if (!mayBeChanged(known, name)) {
                        return Creation.NOT_PERMITTED;
                    }
                    if (known.isTooWeak(password, name)) {
                        return Creation.PASSWORD_TOO_WEAK;
                    }
                    known.setPassword(name, password);
                    return Creation.DONE;
                });
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
                                "I cannot work on DSM's users. " + e.getMessage(),
                                clock.instant()));
    }

    /// What has lately kept Porter from making a user or a password, in words for an administrator.
    /// When nobody asks for one any more, nobody knows whether it still does.
    Optional<String> hindrance() {
        return hindrance
                .filter(met -> met.at().plus(RECENT).isAfter(clock.instant()))
                .map(Hindrance::words);
    }

    @Override
    public void setEnabled(UserName name, boolean enabled) {
        var known = users;
        try {
            if (known == null || isPorters(name) || !mayBeChanged(known, name)) {
                throw new NasException(
                        Kind.NOT_PERMITTED,
                        "Porter may not change " + name + ": an administrator does it in DSM.");
            }
            known.change(name, DsmUsers.order("set").with("expired", enabled ? "normal" : "now"));
            DsmUsers.require(
                    known.find(name)
                            .filter(user -> enabled ? user.enabled() : user.disabled())
                            .isPresent(),
                    name + (enabled ? " is enabled" : " is disabled"));
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
        var known = users;
        if (known == null) {
            return OptionalLong.empty();
        }
        try {
            var mebibytes = known.quota(name, share);
            return mebibytes.isEmpty() ? mebibytes : OptionalLong.of(mebibytes.getAsLong() << 20);
        } catch (DsmRefusal | NasException e) {
            LOG.debug("The quota of {} is unknown: {}", name, e.getMessage());
            return OptionalLong.empty();
        }
    }
}
