package dev.porter.gateway.synology;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.porter.nas.NasAccounts.LogIn;
import dev.porter.nas.PhotoLibrary;
import dev.porter.nas.Photos;
import dev.porter.nas.UserName;
import dev.porter.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Synology Photos. A user's own space is seen by nobody but the user, so that it takes their own
/// log-in; which pictures have arrived is seen in their home.
final class SynologyPhotos implements Photos {
    private static final Duration UNUSED = Duration.ofMinutes(30);
    private static final long MOST_OPEN = 1000;

    private final PersonLogIns logIns;
    private final PhoneFolders phones;
    private final Function<DsmLogIn, DsmClient> clients;
    private final Cache<UserName, Open> open =
            Caffeine.newBuilder()
                    .expireAfterAccess(UNUSED)
                    .maximumSize(MOST_OPEN)
                    .scheduler(Scheduler.systemScheduler())
                    .executor(Thread::startVirtualThread)
                    .removalListener(
                            (@Nullable UserName _, @Nullable Open gone, RemovalCause _) -> {
                                if (gone != null) {
                                    end(gone);
                                }
                            })
                    .build();

    /// A library and the session that it lives on.
    private record Open(SynologyLibrary library, PersonSession session) {}

    /// @param clients makes the way to DSM for a person's log-in
    SynologyPhotos(
            PersonLogIns logIns, PhoneFolders phones, Function<DsmLogIn, DsmClient> clients) {
        this.logIns = logIns;
        this.phones = phones;
        this.clients = clients;
    }

    @Override
    public List<Phone> phones(UserName owner) {
        return phones.of(owner);
    }

    @Override
    public LogIn open(UserName owner, Secret password, @Nullable Secret code) {
        return logIns.open(
                owner,
                password,
                code,
                this::isOver,
                session -> open.put(owner, new Open(library(session), session)));
    }

    private SynologyLibrary library(PersonSession session) {
        return new SynologyLibrary(clients.apply(session), session.owner());
    }

    /// Only this session: the owner may have another one by now.
    private void isOver(PersonSession session) {
        open.asMap()
                .computeIfPresent(
                        session.owner(), (_, its) -> its.session() == session ? null : its);
    }

    @Override
    public Optional<PhotoLibrary> library(UserName owner) {
        return Optional.ofNullable(open.getIfPresent(owner)).map(Open::library);
    }

    @Override
    public void close(UserName owner) {
        open.invalidate(owner);
    }

    private void end(Open gone) {
        logIns.end(gone.session());
    }

    /// What logs everybody out, one each.
    List<Runnable> farewells() {
        return open.asMap().values().stream().<Runnable>map(its -> () -> end(its)).toList();
    }
}
