package dev.porter.notice;

import dev.porter.chat.Message;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A line that moves while long work runs: shown in the place of a notice about every second, from
/// a thread of its own, so that the work never waits for a platform.
public final class Progress implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Progress.class);
    private static final Duration FIRST = Duration.ofMillis(400);
    private static final Duration PACE = Duration.ofMillis(1_200);

    private final CountDownLatch over = new CountDownLatch(1);

    private Progress() {}

    /// Starts to show how far the work is.
    ///
    /// @param key of the notice in whose place it is shown
    /// @param now says how far the work is; asked from another thread, in the language of the chat
    public static Progress start(Notices notices, String key, Supplier<Message> now) {
        var progress = new Progress();
        Thread.ofVirtual().name("progress").start(() -> progress.show(notices, key, now));
        return progress;
    }

    private void show(Notices notices, String key, Supplier<Message> now) {
        var pause = FIRST;
        try {
            while (!over.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                showOnce(notices, key, now);
                pause = PACE;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void showOnce(Notices notices, String key, Supplier<Message> now) {
        try {
            notices.passing(key, now, () -> over.getCount() > 0);
        } catch (RuntimeException e) {
            log.warn("The line of {} stands still for a moment: {}", key, e.toString());
        }
    }

    /// Ends it; the caller then puts what became of the work.
    @Override
    public void close() {
        over.countDown();
    }
}
