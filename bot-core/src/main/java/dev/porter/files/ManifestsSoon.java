package dev.porter.files;

import dev.porter.account.Accounts;
import dev.porter.schedule.Schedule;
import dev.porter.schedule.Work;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Writes the manifest of a home anew some minutes after something in it was moved or deleted: what
/// was only stored is found without one. Much that happens within minutes is written once.
final class ManifestsSoon implements Work {
    private static final Duration SPAN = Duration.ofMinutes(10);

    private final Accounts accounts;
    private final Manifests manifests;
    private final Schedule schedule;
    private final Clock clock;

    ManifestsSoon(Accounts accounts, Manifests manifests, Schedule schedule, Clock clock) {
        this.accounts = accounts;
        this.manifests = manifests;
        this.schedule = schedule;
        this.clock = clock;
    }

    /// Something of an account is about to change. It belongs to the caller's transaction.
    void changes(long account) {
        // Never at once: it is to be written when the change is over.
        var span = clock.instant().toEpochMilli() / SPAN.toMillis() + 2;
        schedule.at(Instant.ofEpochMilli(span * SPAN.toMillis()), name(), account + ":" + span);
    }

    @Override
    public String name() {
        return "manifest";
    }

    @Override
    public void run(String id) {
        accounts.find(Long.parseLong(id.substring(0, id.indexOf(':'))))
                .filter(account -> account.userName().isPresent())
                .ifPresent(manifests::write);
    }
}
