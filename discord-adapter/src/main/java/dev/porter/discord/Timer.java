package dev.porter.discord;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Does things later, each on a virtual thread of its own, where it may wait. After its end it does
/// nothing more.
final class Timer implements AutoCloseable {
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("discord-timer").factory());

    void after(Duration delay, Runnable action) {
        try {
            var _ =
                    clock.schedule(
                            () -> Thread.startVirtualThread(action),
                            delay.toMillis(),
                            TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            // Porter is stopping.
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
