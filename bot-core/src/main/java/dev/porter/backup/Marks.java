package dev.porter.backup;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.porter.backup.Backup.State;
import dev.porter.chat.ChatException;
import dev.porter.chat.ChatPlatforms;
import dev.porter.chat.Mark;
import dev.porter.chat.UnreachableChatException;
import dev.porter.schedule.Work;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shows on a message that was posted among others what becomes of its files.
final class Marks implements Work {
    /// The work that shows how it stands.
    static final String WORK = "mark";

    private static final Logger log = LoggerFactory.getLogger(Marks.class);

    private final Backups backups;
    private final ChatPlatforms platforms;
    private final LoadingCache<String, ReentrantLock> marking =
            Caffeine.newBuilder().weakValues().build(_ -> new ReentrantLock());

    Marks(Backups backups, ChatPlatforms platforms) {
        this.backups = backups;
        this.platforms = platforms;
    }

    /// What the files of one message come to.
    static Mark of(List<Backup> all) {
        if (!all.stream().allMatch(backup -> backup.state.over())) {
            return Mark.WAITING;
        }
        return all.stream().anyMatch(backup -> backup.state == State.FAILED)
                ? Mark.FAILED
                : Mark.STORED;
    }

    @Override
    public String name() {
        return WORK;
    }

    @Override
    public void run(String id) {
        backups.find(Long.parseLong(id.substring(0, id.indexOf(':'))))
                .ifPresent(backup -> show(backup, false));
    }

    /// Shows that a file is on its way: best effort, and never waited for.
    void working(Backup backup) {
        if (backup.postedIn != null) {
            Thread.ofVirtual()
                    .name("mark")
                    .start(() -> {
                        try {
                            show(backup, true);
                        } catch (ChatException e) {
                            log.debug("Backup {} is not marked: {}", backup.id(), e.getMessage());
                        }
                    });
        }
    }

    /// One at a time for each message, and each as it is by then.
    private void show(Backup backup, boolean working) {
        var message = backup.posted();
        if (message == null) {
            return;
        }
        var lock = marking.get(backup.bunch);
        lock.lock();
        try {
            var mark = of(backups.bunchOf(backup));
            platforms
                    .of(message.chat())
                    .mark(message, working && mark == Mark.WAITING ? Mark.WORKING : mark);
        } catch (UnreachableChatException e) {
            log.info("Backup {} cannot be marked: {}", backup.id(), e.getMessage());
        } finally {
            lock.unlock();
        }
    }
}
