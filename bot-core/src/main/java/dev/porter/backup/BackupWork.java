package dev.porter.backup;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.porter.account.Accounts;
import dev.porter.backup.Backup.Problem;
import dev.porter.backup.Backup.State;
import dev.porter.chat.AttachmentGoneException;
import dev.porter.chat.ChatException;
import dev.porter.chat.ChatPlatforms;
import dev.porter.durable.Durable;
import dev.porter.nas.NasException;
import dev.porter.schedule.Stopping;
import dev.porter.schedule.Work;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries backups on to the NAS: those of one account one after the other, accounts side by side.
/// Every step finds out by itself what the one before left behind, so that each may be cut
/// anywhere.
class BackupWork implements Work {
    private static final Logger log = LoggerFactory.getLogger(BackupWork.class);

    /// After so many failures to fetch it, an attachment is given up: half a day or more, in which
    /// all else was well with the platform.
    private static final int MOST_FETCHES = 60;

    /// How often a NAS that is away is asked, however much waits for it.
    private static final Duration ASKED_EVERY = Duration.ofSeconds(30);

    private final Backups backups;
    private final Accounts accounts;
    private final ChatPlatforms platforms;
    private final Publishing publishing;
    private final Spool spool;
    private final Transfers transfers;
    private final Durable durable;
    private final Stopping stopping;
    private final Clock clock;

    private final LoadingCache<Long, ReentrantLock> perAccount =
            Caffeine.newBuilder().weakValues().build(_ -> new ReentrantLock());

    BackupWork(
            Backups backups,
            Accounts accounts,
            ChatPlatforms platforms,
            Publishing publishing,
            Spool spool,
            Transfers transfers,
            Durable durable,
            Stopping stopping,
            Clock clock) {
        this.backups = backups;
        this.accounts = accounts;
        this.platforms = platforms;
        this.publishing = publishing;
        this.spool = spool;
        this.transfers = transfers;
        this.durable = durable;
        this.stopping = stopping;
        this.clock = clock;
    }

    @Override
    public String name() {
        return Backups.WORK;
    }

    /// Carries on everything of the backup's account whose time has come.
    @Override
    public void run(String id) {
        var backup = backups.find(Long.parseLong(id.substring(0, id.indexOf(':')))).orElse(null);
        if (backup == null) {
            return;
        }
        try {
            if (backup.state.over()) {
                takeAwayAlone(backup);
            }
        } finally {
            drain(backup.accountId);
        }
        var left = backups.find(backup.id()).filter(known -> isPassedOver(known, id));
        if (left.isPresent() && !stopping.begun()) {
            durable.commit(() -> backups.ripe(left.get()));
            drain(backup.accountId);
        }
    }

    /// Whether a backup whose time has come seems to be put off still, because the clock was put
    /// back since or just now.
    private boolean isPassedOver(Backup backup, String work) {
        return !backup.state.over()
                && Backups.workOf(backup).equals(work)
                && backup.dueAt.isAfter(clock.instant());
    }

    /// While nothing of the account is being stored: it may get the same name.
    private void takeAwayAlone(Backup backup) {
        var lock = perAccount.get(backup.accountId);
        lock.lock();
        try {
            takeAway(backup);
        } finally {
            lock.unlock();
        }
    }

    /// What a backup that is not stored by itself has left behind.
    private void takeAway(Backup backup) {
        spool.drop(backup);
        if (backup.state != State.STORED) {
            accounts.find(backup.accountId)
                    .filter(account -> account.userName().isPresent())
                    .ifPresent(account -> publishing.takeAway(backup, account));
        }
    }

    /// Who holds the lock looks once more after letting go: nothing falls in between.
    private void drain(long account) {
        var lock = perAccount.get(account);
        while (due(account).isPresent() && lock.tryLock()) {
            try {
                advanceAll(account, lock);
            } finally {
                lock.unlock();
            }
        }
    }

    private Optional<Backup> due(long account) {
        return stopping.begun() ? Optional.empty() : backups.due(account);
    }

    /// While the NAS is away, it is asked now and then for all that is due. Whoever else waits for
    /// the account comes in between.
    private void advanceAll(long account, ReentrantLock lock) {
        NasException away = null;
        var askAgain = clock.instant();
        for (var due = due(account); due.isPresent(); due = due(account)) {
            if (away == null || clock.instant().isAfter(askAgain)) {
                away = advance(due.get());
                askAgain = clock.instant().plus(ASKED_EVERY);
            } else {
                keep(due.get(), away);
            }
            if (lock.hasQueuedThreads()) {
                return;
            }
        }
    }

    /// @return why the NAS cannot be worked with now; null otherwise
    private @Nullable NasException advance(Backup backup) {
        try {
            bring(backup);
            return null;
        } catch (IOException | RuntimeException e) {
            if (stopping.begun()) {
                log.info("Backup {} goes on at the next start.", backup.id());
                return null;
            }
            return failed(backup, e);
        }
    }

    private void bring(Backup backup) throws IOException {
        var account = accounts.find(backup.accountId).orElseThrow();
        var verified =
                backup.state == State.ACCEPTED
                        ? transfers.toNas(backup, account)
                        : Optional.of(backup);
        if (verified.isEmpty() || publishing.publish(verified.get(), account)) {
            spool.drop(backup);
        }
    }

    /// @return why the NAS cannot be worked with now; null otherwise
    private @Nullable NasException failed(Backup backup, Exception why) {
        switch (why) {
            case AttachmentGoneException e -> giveUp(backup, e);
            case ChatException _, IOException _ -> {
                log.warn("Backup {} could not be fetched: {}", backup.id(), why.getMessage());
                if (!platforms.wellOn(backup.platform)) {
                    tryLater(backup, Problem.PLATFORM);
                } else if (backup.fetches < MOST_FETCHES) {
                    durable.commit(() -> backups.unfetched(backup));
                } else {
                    durable.commit(() -> backups.givenUp(backup, Problem.PLATFORM));
                }
            }
            case NasException e -> {
                log.warn("Backup {} waits for the NAS: {}", backup.id(), e.getMessage());
                keep(backup, e);
                return Problem.of(e) == Problem.NAS_AWAY ? e : null;
            }
            default -> {
                log.error("Backup {} failed.", backup.id(), why);
                tryLater(backup, Problem.NAS_BROKEN);
            }
        }
        return null;
    }

    private void giveUp(Backup backup, AttachmentGoneException why) {
        log.warn("Backup {} is given up: {}", backup.id(), why.getMessage());
        durable.commit(() -> backups.givenUp(backup, Problem.GONE));
    }

    private void tryLater(Backup backup, Problem problem) {
        durable.commit(() -> backups.problem(backup, problem));
    }

    /// Waits for the NAS, with the bytes on this computer if there is room: the platform may not
    /// have them for as long.
    private void keep(Backup due, NasException trouble) {
        publishing.trustNothing();
        var backup = backups.find(due.id()).orElse(due); // it may have come further since
        try {
            if (backup.state == State.ACCEPTED && !backup.handedOver() && !spool.holds(backup)) {
                transfers.toSpool(backup);
            }
        } catch (AttachmentGoneException e) {
            giveUp(backup, e);
            return;
        } catch (ChatException | IOException e) {
            log.warn("Backup {} could not be kept here: {}", backup.id(), e.getMessage());
        }
        if (!stopping.begun()) {
            tryLater(backup, Problem.of(trouble));
        }
    }
}
