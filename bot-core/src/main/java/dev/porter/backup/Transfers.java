package dev.porter.backup;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.porter.account.Account;
import dev.porter.backup.Backup.Problem;
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
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.apache.tika.Tika;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries the bytes of a backup from where they are to the NAS, under their temporary name, or
/// into the spool while the NAS cannot take them. Only so many are fetched at once.
class Transfers {
    private static final Logger log = LoggerFactory.getLogger(Transfers.class);
    private static final int AT_ONCE = 4;

    private final Backups backups;
    private final ChatPlatforms platforms;
    private final Nas nas;
    private final Publishing publishing;
    private final Notices notices;
    private final Receipts receipts;
    private final Spool spool;
    private final Marks marks;
    private final Durable durable;
    private final Stopping stopping;
    private final Ticker ticker;
    private final Tika tika = new Tika();
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    Transfers(
            Backups backups,
            ChatPlatforms platforms,
            Nas nas,
            Publishing publishing,
            Notices notices,
            Receipts receipts,
            Spool spool,
            Marks marks,
            Durable durable,
            Stopping stopping,
            Ticker ticker) {
        this.backups = backups;
        this.platforms = platforms;
        this.nas = nas;
        this.publishing = publishing;
        this.notices = notices;
        this.receipts = receipts;
        this.spool = spool;
        this.marks = marks;
        this.durable = durable;
        this.stopping = stopping;
        this.ticker = ticker;
    }

    /// Brings the bytes to the NAS from where they are: the spool or the platform.
    ///
    /// @return empty when the backup is over meanwhile
    /// @throws AttachmentGoneException when nobody has them any more
    /// @throws ChatException when the platform does not give them now
    /// @throws IOException when they ended too early, or Porter is being stopped
    /// @throws NasException when the NAS did not take them; nothing of them is kept there then
    Optional<Backup> toNas(Backup backup, Account account) throws IOException {
        nas.files().delete(NasPlaces.temporary(backup, account));
        if (backup.handedOver()) {
            throw new AttachmentGoneException("The upload broke off.");
        }
        var spooled = spool.holds(backup);
        try (var line = line(backup);
                var bytes = spooled ? spool.open(backup) : fromPlatform(backup)) {
            var expected = spooled ? backup.content() : null;
            return moving(() -> store(backup, account, bytes, expected, line));
        } catch (IOException e) {
            if (spooled && !stopping.begun()) {
                keepAnew(backup);
            }
            throw e;
        }
    }

    /// Keeps the bytes on this computer, as the platform has them, in the place of what was kept.
    ///
    /// @return false when there is no room for them here
    /// @throws AttachmentGoneException when the platform does not have them any more
    /// @throws ChatException when the platform does not give them now
    /// @throws IOException when they ended too early, or Porter is being stopped
    boolean toSpool(Backup backup) throws IOException {
        try (var source = new Measured(fromPlatform(backup), nas.files().comparesMd5())) {
            return moving(() -> {
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
            durable.commit(() -> backups.brokeOff(backup, Problem.of(e)));
            throw e;
        } catch (IOException | RuntimeException e) {
            durable.commit(() -> backups.brokeOff(backup, Problem.GONE));
            throw e;
        }
    }

    /// What is kept here could not be used. It goes only when the platform has it still.
    private void keepAnew(Backup backup) {
        try {
            if (!toSpool(backup)) {
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

    /// It may take long, so nothing is held that others wait for.
    private InputStream fromPlatform(Backup backup) {
        var bytes = platforms.named(backup.platform).open(backup.attachment());
        return stopping.cuts(new MinimumRate(bytes, ticker));
    }

    private Line line(Backup backup) {
        return new Line(backup, backups, receipts, platforms, notices);
    }

    private interface Transfer<T> {
        T run() throws IOException;
    }

    /// Only so many bytes at a time: others want the NAS and the line, too.
    private <T> T moving(Transfer<T> transfer) throws IOException {
        try {
            places.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Porter is being stopped.", e);
        }
        try {
            return transfer.run();
        } finally {
            places.release();
        }
    }
}
