package dev.porter.backup;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.nas.Nas;
import dev.porter.nas.NasEntry;
import dev.porter.nas.NasException;
import dev.porter.schedule.Stopping;
import dev.porter.schedule.Work;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes away bytes under their temporary name that no backup will ever come back to: since the
/// database was put back, say, it does not know them any more.
final class Leftovers implements Work {
    private static final Logger log = LoggerFactory.getLogger(Leftovers.class);
    private static final LocalTime WHEN = LocalTime.of(4, 15);
    private static final Duration OLD = Duration.ofDays(2);

    private final Accounts accounts;
    private final Backups backups;
    private final Nas nas;
    private final Stopping stopping;
    private final Clock clock;

    Leftovers(Accounts accounts, Backups backups, Nas nas, Stopping stopping, Clock clock) {
        this.accounts = accounts;
        this.backups = backups;
        this.nas = nas;
        this.stopping = stopping;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "leftovers";
    }

    @Override
    public LocalTime daily() {
        return WHEN;
    }

    @Override
    public void run(String id) {
        for (var account : accounts.all()) {
            try {
                sweep(account);
            } catch (NasException e) {
                log.info(
                        "What is left over of account {} waits for the next night: {}",
                        account.id(),
                        e.getMessage());
            }
        }
    }

    private void sweep(Account account) {
        if (account.userName().isEmpty() || stopping.begun()) {
            return;
        }
        nas.files().all(NasPlaces.months(account)).stream()
                .filter(NasEntry::folder)
                .flatMap(month -> nas.files().all(month.path()).stream())
                .filter(this::unwanted)
                .forEach(entry -> {
                    if (nas.files().delete(entry.path())) {
                        log.info("{} was left over and is gone now.", entry.path());
                    }
                });
    }

    /// A file that somebody is just writing is young, whatever the database knows.
    private boolean unwanted(NasEntry entry) {
        var backup = NasPlaces.backup(entry.path().name());
        return !entry.folder()
                && backup.isPresent()
                && !backups.isOpen(backup.getAsLong())
                && entry.modified().isBefore(clock.instant().minus(OLD));
    }
}
