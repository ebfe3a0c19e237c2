package dev.porter.backup;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.backup.Backup.Problem;
import dev.porter.backup.Backup.State;
import dev.porter.chat.AttachmentGoneException;
import dev.porter.chat.ChatException;
import dev.porter.chat.ChatPlatforms;
import dev.porter.chat.Message;
import dev.porter.durable.Durable;
import dev.porter.files.Catalogue;
import dev.porter.files.SafeName;
import dev.porter.files.StoredBytes;
import dev.porter.nas.Fingerprint;
import dev.porter.nas.Measured;
import dev.porter.nas.Nas;
import dev.porter.nas.NasException;
import dev.porter.nas.NasFiles;
import dev.porter.nas.NasPath;
import dev.porter.notice.Notices;
import dev.porter.notice.Progress;
import dev.porter.schedule.Work;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.tika.Tika;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries backups on to the NAS: those of one account one after the other, accounts side by side.
/// Every step finds out by itself what the one before left behind, so that each may be cut
/// anywhere.
public class BackupWork implements Work {
    private static final Logger log = LoggerFactory.getLogger(BackupWork.class);

    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("'Backup/'uuuu-MM").withZone(ZoneId.systemDefault());
    private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
    private static final Duration LAST_RETRY = Duration.ofMinutes(15);
    private static final int DOUBLINGS = 9;
    private static final double JITTER = 0.2;

    /// After so many failures to fetch it, an attachment is given up: half a day or more.
    private static final int MOST_FETCHES = 60;

    /// How often a NAS that is away is asked, however much waits for it.
    private static final Duration ASKED_EVERY = Duration.ofSeconds(30);

    private static final int AT_ONCE = 4;
    private static final int MOST_NAMES = 10_000;

    private final Backups backups;
    private final Accounts accounts;
    private final Catalogue catalogue;
    private final ChatPlatforms platforms;
    private final Nas nas;
    private final StoredBytes stored;
    private final Notices notices;
    private final Receipts receipts;
    private final Spool spool;
    private final Marks marks;
    private final Durable durable;
    private final Clock clock;
    private final Tika tika = new Tika();
    private final Semaphore transfers = new Semaphore(AT_ONCE, true);
    private final LoadingCache<Long, ReentrantLock> perAccount =
            Caffeine.newBuilder().weakValues().build(_ -> new ReentrantLock());

    BackupWork(
            Backups backups,
            Accounts accounts,
            Catalogue catalogue,
            ChatPlatforms platforms,
            Nas nas,
            StoredBytes stored,
            Notices notices,
            Receipts receipts,
            Spool spool,
            Marks marks,
            Durable durable,
            Clock clock) {
        this.backups = backups;
        this.accounts = accounts;
        this.catalogue = catalogue;
        this.platforms = platforms;
        this.nas = nas;
        this.stored = stored;
        this.notices = notices;
        this.receipts = receipts;
        this.spool = spool;
        this.marks = marks;
        this.durable = durable;
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
        if (backup.state.over()) {
            takeAway(backup);
            return;
        }
        var lock = perAccount.get(backup.accountId);
        // Who holds the lock looks once more after letting go: nothing falls in between.
        while (backups.due(backup.accountId).isPresent() && lock.tryLock()) {
            try {
                carryOn(backup.accountId);
            } finally {
                lock.unlock();
            }
        }
    }

    /// What a backup that is not stored by itself has left behind.
    private void takeAway(Backup backup) {
        spool.drop(backup.id());
        if (backup.state != State.STORED) {
            accounts.find(backup.accountId)
                    .filter(account -> account.userName().isPresent())
                    .ifPresent(account -> nas.files().delete(temporary(backup, account)));
        }
    }

    /// Takes bytes that are here now and will not come again straight to the NAS. The rest of the
    /// way, to the receipt, is as for every backup.
    ///
    /// @throws IOException when the bytes ended too early; nothing of them is kept then
    /// @throws NasException when the NAS did not take them; nothing of them is kept then
    void arrive(Backup backup, Account account, InputStream bytes) throws IOException {
        var whole = false;
        try {
            nas.files().delete(temporary(backup, account));
            store(backup, account, bytes, null);
            whole = true;
        } finally {
            if (!whole) {
                durable.commit(() -> backups.brokeOff(backup));
            }
        }
    }

    /// While the NAS is away, it is asked now and then for all that is due.
    private void carryOn(long account) {
        NasException away = null;
        var askAgain = clock.instant();
        for (var due = backups.due(account); due.isPresent(); due = backups.due(account)) {
            transfers.acquireUninterruptibly();
            try {
                if (away == null || clock.instant().isAfter(askAgain)) {
                    away = carryOn(due.get());
                    askAgain = clock.instant().plus(ASKED_EVERY);
                } else {
                    keep(due.get(), away);
                }
            } finally {
                transfers.release();
            }
        }
    }

    /// @return why the NAS cannot be worked with now; null otherwise
    private @Nullable NasException carryOn(Backup backup) {
        try {
            var account = accounts.find(backup.accountId).orElseThrow();
            publish(backup.state == State.ACCEPTED ? fetch(backup, account) : backup, account);
            spool.drop(backup.id());
        } catch (AttachmentGoneException e) {
            log.warn("Backup {} is given up: {}", backup.id(), e.getMessage());
            durable.commit(() -> backups.problem(backup, Problem.GONE, null));
        } catch (ChatException | IOException e) {
            log.warn("Backup {} could not be fetched: {}", backup.id(), e.getMessage());
            wait(backup, Problem.PLATFORM, backup.fetches < MOST_FETCHES);
        } catch (NasException e) {
            log.warn("Backup {} waits for the NAS: {}", backup.id(), e.getMessage());
            keep(backup, e);
            return problem(e) == Problem.NAS_AWAY ? e : null;
        } catch (RuntimeException e) {
            log.error("Backup {} failed.", backup.id(), e);
            wait(backup, Problem.NAS_BROKEN, true);
        }
        return null;
    }

    /// Waits for the NAS, with the bytes on this computer if there is room: the platform may not
    /// have them for as long.
    private void keep(Backup due, NasException trouble) {
        var backup = backups.find(due.id()).orElse(due); // it may have come further since
        try {
            if (backup.state == State.ACCEPTED
                    && !backup.handedOver()
                    && !spool.holds(backup.id())) {
                intoSpool(backup);
            }
        } catch (AttachmentGoneException e) {
            log.warn("Backup {} is given up: {}", backup.id(), e.getMessage());
            durable.commit(() -> backups.problem(backup, Problem.GONE, null));
            return;
        } catch (ChatException | IOException e) {
            log.warn("Backup {} could not be kept here: {}", backup.id(), e.getMessage());
        }
        wait(backup, problem(trouble), true);
    }

    private void intoSpool(Backup backup) throws IOException {
        try (var source = new Measured(fromPlatform(backup), nas.files().comparesMd5())) {
            if (spool.keep(backup.id(), source, backup.claimedSize)) {
                var content = source.fingerprint();
                durable.commit(() -> backups.spooled(backup, content));
            }
        }
    }

    private InputStream fromPlatform(Backup backup) {
        return platforms.named(backup.platform).open(backup.attachment());
    }

    private static Problem problem(NasException e) {
        return switch (e.kind()) {
            case NO_SPACE -> Problem.NAS_FULL;
            case AWAY, NOT_SIGNED_IN -> Problem.NAS_AWAY;
            default -> Problem.NAS_BROKEN;
        };
    }

    private void wait(Backup backup, Problem problem, boolean again) {
        var doubled = FIRST_RETRY.multipliedBy(1L << Math.min(backup.attempts, DOUBLINGS));
        var pause = doubled.compareTo(LAST_RETRY) < 0 ? doubled : LAST_RETRY;
        var jitter = 1 + ThreadLocalRandom.current().nextDouble(-JITTER, JITTER);
        var later = clock.instant().plusMillis((long) (pause.toMillis() * jitter));
        durable.commit(() -> backups.problem(backup, problem, again ? later : null));
    }

    /// Where the bytes are until they are verified: hidden in the folder where they are going to
    /// be, because every NAS renames within a folder in one step.
    private static NasPath temporary(Backup backup, Account account) {
        return folder(backup, account).resolve(".porter-%d.part".formatted(backup.id()));
    }

    /// Once it is decided it stays, also when this computer moves to another time zone.
    private static NasPath folder(Backup backup, Account account) {
        return backup.path == null
                ? NasPath.home(account.home()).resolve(FOLDER.format(backup.createdAt))
                : new NasPath(account.home(), backup.path).parent();
    }

    /// Brings the bytes to the NAS from where they are: the spool or the platform.
    private Backup fetch(Backup backup, Account account) throws IOException {
        nas.files().delete(temporary(backup, account));
        if (backup.handedOver()) {
            throw new AttachmentGoneException("The upload broke off.");
        }
        if (!spool.holds(backup.id())) {
            try (var bytes = fromPlatform(backup)) {
                return store(backup, account, bytes, null);
            }
        }
        try (var bytes = spool.open(backup.id())) {
            return store(backup, account, bytes, backup.content());
        } catch (IOException e) {
            spool.drop(backup.id()); // the platform may have it still
            throw e;
        }
    }

    /// Streams the bytes to the NAS under their temporary name, where nothing is, and reads them
    /// back.
    ///
    /// @param expected what they must be; null when nobody knows yet
    private Backup store(
            Backup backup, Account account, InputStream bytes, @Nullable Fingerprint expected)
            throws IOException {
        var files = nas.files();
        var temporary = temporary(backup, account);
        var moving = new AtomicReference<@Nullable Measured>();
        marks.working(backup);
        Fingerprint content;
        String type;
        try (var _ = progress(backup, moving);
                var source = new Measured(bytes, files.comparesMd5())) {
            moving.set(source);
            files.write(temporary, source, backup.claimedSize);
            content = source.fingerprint();
            type = tika.detect(source.head(), backup.name);
        }
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
        var path = folder(backup, account).resolve(backup.name);
        return durable.commit(() -> backups.verified(backup, content, type, path));
    }

    private Progress progress(Backup backup, AtomicReference<@Nullable Measured> moving) {
        return Progress.start(
                notices,
                Backups.noticeKey(backup),
                () -> {
                    var source = moving.get();
                    return backup.alone
                            ? receipts.moving(backup, source == null ? 0 : source.size())
                            : bunch(backup);
                });
    }

    private Message bunch(Backup backup) {
        return receipts.bunch(backups.bunchOf(backup));
    }

    /// Gives the bytes their final name, without overwriting, and enters them into the catalogue;
    /// or finds that the account has them already.
    private void publish(Backup backup, Account account) {
        var content = backup.content();
        if (backup.path == null || content == null) {
            throw new IllegalStateException("Backup " + backup.id() + " was not verified.");
        }
        var files = nas.files();
        var temporary = temporary(backup, account);
        var path = new NasPath(account.home(), backup.path);
        var here = files.stat(temporary).isPresent();
        if (!here && isOurs(backup, path, content)) {
            durable.commit(() -> backups.stored(backup, path)); // a stop came after the move
            return;
        }
        // Only now: while this one waited, the same bytes may have come by another way.
        var known = catalogue.withContent(backup.accountId, content).filter(stored::intact);
        if (known.isPresent()) {
            if (durable.commit(() -> backups.duplicate(backup, known.get()))) {
                files.delete(temporary);
            } else {
                publish(backup, account); // it was deleted while it was read
            }
        } else if (here) {
            var end = moved(backup, files, temporary, path, content);
            durable.commit(() -> backups.stored(backup, end));
        } else {
            durable.commit(() -> backups.again(backup)); // somebody tidied up
        }
    }

    /// Whether a backup's bytes are at a place, and no other one's.
    private boolean isOurs(Backup backup, NasPath path, Fingerprint content) {
        return !catalogue.knows(backup.accountId, path) && nas.files().holds(path, content);
    }

    private NasPath moved(
            Backup backup, NasFiles files, NasPath temporary, NasPath wanted, Fingerprint content) {
        var path = wanted;
        for (var number = 2; number < MOST_NAMES; number++) {
            if (!catalogue.movingAt(backup.accountId, path) && files.move(temporary, path)) {
                return path;
            }
            // A stop in the middle of a move can leave both names.
            if (isOurs(backup, path, content)) {
                files.delete(temporary);
                return path;
            }
            var next = path.parent().resolve(SafeName.numbered(backup.name, number));
            durable.commit(() -> backups.path(backup, next));
            path = next;
        }
        throw new NasException(NasException.Kind.EXISTS, "No free name for backup " + backup.id());
    }
}
