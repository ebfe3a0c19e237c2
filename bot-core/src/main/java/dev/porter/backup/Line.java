package dev.porter.backup;

import dev.porter.chat.ChatPlatforms;
import dev.porter.chat.Message;
import dev.porter.nas.Measured;
import dev.porter.notice.Notices;
import dev.porter.notice.Progress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The line that moves while the bytes of a backup are on their way.
final class Line implements AutoCloseable {
    private final Backup backup;
    private final Backups backups;
    private final Receipts receipts;
    private final ChatPlatforms platforms;
    private final long begun = System.nanoTime();
    private final Progress progress;
    private volatile @Nullable Measured source;
    private volatile @Nullable Message others;

    Line(
            Backup backup,
            Backups backups,
            Receipts receipts,
            ChatPlatforms platforms,
            Notices notices) {
        this.backup = backup;
        this.backups = backups;
        this.receipts = receipts;
        this.platforms = platforms;
        this.progress = Progress.start(notices, Backups.noticeKey(backup), this::now);
    }

    /// These are the bytes, and they are moving.
    void shows(Measured bytes) {
        source = bytes;
    }

    private Message now() {
        var bytes = source;
        var words =
                bytes == null
                        ? receipts.coming(
                                backup,
                                platforms.named(backup.platform).displayName(),
                                Duration.ofNanos(System.nanoTime() - begun))
                        : receipts.moving(backup, bytes.size());
        return backup.alone ? Message.of(words) : withOthers().before(words);
    }

    /// What is said of those that came with it does not change while this one moves.
    private Message withOthers() {
        var all = others;
        if (all == null) {
            all = backups.shownOf(backup);
            others = all;
        }
        return all;
    }

    @Override
    public void close() {
        progress.close();
    }
}
