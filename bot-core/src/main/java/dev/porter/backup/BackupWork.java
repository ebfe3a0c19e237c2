package dev.porter.backup;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.backup.Backup.Problem;
import dev.porter.backup.Backup.State;
import dev.porter.chat.AttachmentGoneException;
import dev.porter.chat.ChatException;
import dev.porter.chat.ChatPlatforms;
import dev.porter.durable.Durable;
import dev.porter.nas.Fingerprint;
import dev.porter.nas.Measured;
import dev.porter.nas.Nas;
import dev.porter.nas.NasException;
import dev.porter.notice.Notices;
import dev.porter.schedule.Stopping;
import dev.porter.schedule.Work;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.tika.Tika;
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

    private static final int AT_ONCE = 4;

    private final Backups backups;
    private final Accounts accounts;
    private final ChatPlatforms platforms;
    private final Nas nas;
    private final Publishing publishing;
    private final Notices notices;
    private final Receipts receipts;
    private final Spool spool;
    private final Marks marks;
    private final Durable durable;
    private final Stopping stopping;
    private final Clock clock;
    private final Ticker ticker;
    private final Tika tika = new Tika();

    private final Semaphore transfers = new Semaphore(AT_ONCE, true);
    private final LoadingCache<Long, ReentrantLock> perAccount =
            Caffeine.newBuilder().weakValues().build(_ -> new ReentrantLock());

    BackupWork(
            Backups backups,
            Accounts accounts,
            ChatPlatforms platforms,
            Nas nas,
            Publishing publishing,
            Notices notices,
            Receipts receipts,
            Spool spool,
            Marks marks,
            Durable durable,
            Stopping stopping,
            Clock clock,
            Ticker ticker) {
        this.backups = backups;
        this.accounts = accounts;
        this.platforms = platforms;
        this.nas = nas;
        this.publishing = publishing;
        this.notices = notices;
        this.receipts = receipts;
        this.spool = spool;
        this.marks = marks;
        this.durable = durable;
        this.stopping = stopping;
        this.clock = clock;
        this.ticker = ticker;
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
                backup.state == State.ACCEPTED ? fetch(backup, account) : Optional.of(backup);
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
                return problem(e) == Problem.NAS_AWAY ? e : null;
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

    private Line line(Backup backup) {
        return new Line(backup, backups, receipts, platforms, notices);
    }

    /// Waits for the NAS, with the bytes on this computer if there is room: the platform may not
    /// have them for as long.
    private void keep(Backup due, NasException trouble) {
        publishing.trustNothing();
        var backup = backups.find(due.id()).orElse(due); // it may have come further since
        try {
            if (backup.state == State.ACCEPTED && !backup.handedOver() && !spool.holds(backup)) {
                intoSpool(backup);
            }
        } catch (AttachmentGoneException e) {
            giveUp(backup, e);
            return;
        } catch (ChatException | IOException e) {
            log.warn("Backup {} could not be kept here: {}", backup.id(), e.getMessage());
        }
        if (!stopping.begun()) {
            tryLater(backup, problem(trouble));
        }
    }

    /// @return false when there is no room for them here
    private boolean intoSpool(Backup backup) throws IOException {
        try (var source = new Measured(fromPlatform(backup), nas.files().comparesMd5())) {
            return transferring(() -> {
                if (!spool.keep(backup, source, backup.claimedSize)) {
                    return false;
                }
                var content = source.fingerprint();
                if (!durable.commit(() -> backups.spooled(backup, content))) {
                    spool.drop(backup);
                }
                return true;
            });
        }
    }

    /// It may take long, so nothing is held that others wait for.
    private InputStream fromPlatform(Backup backup) {
        var bytes = platforms.named(backup.platform).open(backup.attachment());
        return stopping.cuts(new MinimumRate(bytes, ticker));
    }

    private interface Transfer<T> {
        T run() throws IOException;
    }

    /// Only so many bytes at a time: others want the NAS and the line, too.
    private <T> T transferring(Transfer<T> transfer) throws IOException {
        try {
            transfers.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Porter is being stopped.", e);
        }
        try {
            return transfer.run();
        } finally {
            transfers.release();
        }
    }

    private static Problem problem(NasException e) {
        return switch (e.kind()) {
            case NO_SPACE -> Problem.NAS_FULL;
            case AWAY, NOT_SIGNED_IN -> Problem.NAS_AWAY;
            default -> Problem.NAS_BROKEN;
        };
    }

    /// Takes bytes that are here now and will not come again straight to the NAS. The rest of the
    /// way, to the receipt, is as for every backup.
    ///
    /// @throws IOException when the bytes ended too early; nothing of them is kept then
    /// @throws NasException when the NAS did not take them; nothing of them is kept then
    void arrive(Backup backup, Account account, InputStream bytes) throws IOException {
        try (var line = line(backup)) {
            nas.files().delete(NasPlaces.temporary(backup, account));
            if (store(backup, account, bytes, null, line).isEmpty()) {
                throw new IOException("It was given up while it came.");
            }
        } catch (NasException e) {
            durable.commit(() -> backups.brokeOff(backup, problem(e)));
            throw e;
        } catch (IOException | RuntimeException e) {
            durable.commit(() -> backups.brokeOff(backup, Problem.GONE));
            throw e;
        }
    }

    /// Brings the bytes to the NAS from where they are: the spool or the platform.
    ///
    /// @return empty when the backup is over meanwhile
    private Optional<Backup> fetch(Backup backup, Account account) throws IOException {
        nas.files().delete(NasPlaces.temporary(backup, account));
        if (backup.handedOver()) {
            throw new AttachmentGoneException("The upload broke off.");
        }
        var spooled = spool.holds(backup);
        try (var line = line(backup);
                var bytes = spooled ? spool.open(backup) : fromPlatform(backup)) {
            var expected = spooled ? backup.content() : null;
            return transferring(() -> store(backup, account, bytes, expected, line));
        } catch (IOException e) {
            if (spooled && !stopping.begun()) {
                keepAnew(backup);
            }
            throw e;
        }
    }

    /// What is kept here could not be used. It goes only when the platform has it still.
    private void keepAnew(Backup backup) {
        try {
            if (!intoSpool(backup)) {
                spool.drop(backup);
            }
        } catch (ChatException | IOException e) {
            log.warn("Backup {} could not be kept here anew: {}", backup.id(), e.getMessage());
        }
    }

    /// Streams the bytes to the NAS under their temporary name, where nothing is, and reads them
    /// back.
    ///
    /// @param expected what they must be; null when nobody knows yet
    /// @return empty when the backup is over meanwhile
    private Optional<Backup> store(
            Backup backup,
            Account account,
            InputStream bytes,
            @Nullable Fingerprint expected,
            Line line)
            throws IOException {
        var files = nas.files();
        var temporary = NasPlaces.temporary(backup, account);
        marks.working(backup);
        var source = new Measured(bytes, files.comparesMd5()); // whoever opened it closes it
        line.shows(source);
        files.write(temporary, source, backup.claimedSize);
        var content = source.fingerprint();
        var type = tika.detect(source.head(), backup.name);
        if (expected != null && !content.sameContent(expected)) {
            files.delete(temporary);
            throw new IOException("What was kept here is not what came.");
        }
        if (!files.matches(temporary, content)) {
            files.delete(temporary);
            throw new NasException(
                    NasException.Kind.BROKEN,
                    "What was read back of backup " + backup.id() + " is not what was written.");
        }
        var path = NasPlaces.wanted(backup, account);
        publishing.wasReadBack(backup);
        var verified = durable.commit(() -> backups.verified(backup, content, type, path));
        if (verified.isEmpty()) {
            publishing.takeAway(backup, account);
        }
        return verified;
    }
}
