package dev.porter.backup;

import dev.porter.account.Account;
import dev.porter.backup.Backup.State;
import dev.porter.durable.Durable;
import dev.porter.files.Catalogue;
import dev.porter.files.SafeName;
import dev.porter.files.StoredBytes;
import dev.porter.nas.Fingerprint;
import dev.porter.nas.Nas;
import dev.porter.nas.NasException;
import dev.porter.nas.NasPath;
import dev.porter.schedule.Stopping;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The last part of the way: what is verified gets its name and its place in the catalogue.
final class Publishing {
    private static final Logger log = LoggerFactory.getLogger(Publishing.class);
    private static final int MOST_NAMES = 10_000;

    private final Backups backups;
    private final Catalogue catalogue;
    private final Nas nas;
    private final StoredBytes stored;
    private final Durable durable;
    private final Stopping stopping;

    /// What was read back and waits for its name.
    private final Set<Long> readBack = ConcurrentHashMap.newKeySet();

    Publishing(
            Backups backups,
            Catalogue catalogue,
            Nas nas,
            StoredBytes stored,
            Durable durable,
            Stopping stopping) {
        this.backups = backups;
        this.catalogue = catalogue;
        this.nas = nas;
        this.stored = stored;
        this.durable = durable;
        this.stopping = stopping;
    }

    /// The bytes of a backup were read back just now, under their temporary name.
    void wasReadBack(Backup backup) {
        readBack.add(backup.id());
    }

    /// The NAS has failed: it may have lost what it had not written yet, also of what was read
    /// back.
    void trustNothing() {
        readBack.clear();
    }

    /// Takes away what a backup that is over, and not stored by itself, has left on the NAS. Who
    /// gave it up may have come just after its bytes got their final name.
    void takeAway(Backup backup, Account account) {
        readBack.remove(backup.id());
        var content = backup.content();
        var wasNamed =
                !nas.files().delete(NasPlaces.temporary(backup, account))
                        && backup.state == State.FAILED;
        if (wasNamed && backup.path != null && content != null) {
            var path = new NasPath(account.home(), backup.path);
            if (isOurs(backup, path, content)) {
                nas.files().delete(path);
            }
        }
    }

    /// Gives the bytes their final name, without overwriting, and enters them into the catalogue;
    /// or finds that the account has them already.
    ///
    /// @return false when they are still needed
    boolean publish(Backup backup, Account account) {
        var content = backup.content();
        if (backup.path == null || content == null) {
            throw new IllegalStateException("Backup " + backup.id() + " was not verified.");
        }
        var files = nas.files();
        var temporary = NasPlaces.temporary(backup, account);
        var path = new NasPath(account.home(), backup.path);
        var here =
                readBack.remove(backup.id())
                        ? files.stat(temporary).isPresent()
                        : files.holds(temporary, content);
        if (!here && isOurs(backup, path, content)) {
            enter(backup, path, content); // a stop came after the move
            return true;
        }
        // Only now: while this one waited, the same bytes may have come by another way.
        var known = catalogue.withContent(backup.accountId, content).filter(stored::intact);
        if (stopping.begun()) {
            return false; // who is interrupted in reading knows nothing
        }
        if (known.isPresent()) {
            if (!durable.commit(() -> backups.duplicate(backup, known.get()))) {
                return publish(backup, account); // it was deleted while it was read
            }
        } else if (here) {
            rename(backup, temporary, path, content).ifPresent(end -> enter(backup, end, content));
        } else {
            log.warn("The NAS does not have the bytes of backup {} any more.", backup.id());
            files.delete(temporary); // what a NAS that lost its power made of them
            durable.commit(() -> backups.lost(backup));
            return false;
        }
        return true;
    }

    /// Whether a place belongs to no version of the account. Of one that was lost, or whose move
    /// was cut, nothing needs to lie there, and yet it is not free.
    private boolean isFree(Backup backup, NasPath path) {
        return catalogue.at(backup.accountId, path).isEmpty();
    }

    /// Whether a backup's bytes are at a place, and no other one's.
    private boolean isOurs(Backup backup, NasPath path, Fingerprint content) {
        return isFree(backup, path) && nas.files().holds(path, content);
    }

    /// The bytes are at their place; they go again when the backup was given up meanwhile.
    private void enter(Backup backup, NasPath path, Fingerprint content) {
        if (!durable.commit(() -> backups.stored(backup, path)) && isOurs(backup, path, content)) {
            nas.files().delete(path);
        }
    }

    /// @return where they are in the end; empty when the backup is over meanwhile
    private Optional<NasPath> rename(
            Backup backup, NasPath temporary, NasPath wanted, Fingerprint content) {
        var files = nas.files();
        var path = wanted;
        for (var number = 2; number < MOST_NAMES; number++) {
            if (isFree(backup, path) && files.move(temporary, path)) {
                return Optional.of(path);
            }
            // A stop in the middle of a move can leave both names.
            if (isOurs(backup, path, content)) {
                files.delete(temporary);
                return Optional.of(path);
            }
            var next = path.parent().resolve(SafeName.numbered(backup.name, number));
            if (!durable.commit(() -> backups.renamed(backup, next))) {
                files.delete(temporary);
                return Optional.empty();
            }
            path = next;
        }
        throw new NasException(NasException.Kind.EXISTS, "No free name for backup " + backup.id());
    }
}
