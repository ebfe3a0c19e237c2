package dev.porter.core;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Looks around every minute, so that the administrators hear of trouble before the family does. It
/// is no scheduled work: looking leaves nothing in the database.
final class Watch implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Watch.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final List<Runnable> looks;
    private @Nullable CountDownLatch over;

    /// Makes the watch; it begins with [#start].
    ///
    /// @param looks what is looked at, each by itself
    Watch(List<Runnable> looks) {
        this.looks = List.copyOf(looks);
    }

    @Override
    public void start() {
        var stop = new CountDownLatch(1);
        over = stop;
        Thread.ofVirtual().name("watch").start(() -> watch(stop));
    }

    private void watch(CountDownLatch stop) {
        try {
            while (!stop.await(PAUSE.toSeconds(), TimeUnit.SECONDS)) {
                looks.forEach(Watch::look);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void look(Runnable at) {
        try {
            at.run();
        } catch (RuntimeException e) {
            log.warn("A look around failed; the watch goes on.", e);
        }
    }

    @Override
    public void stop() {
        var stop = over;
        over = null;
        if (stop != null) {
            stop.countDown();
        }
    }

    @Override
    public boolean isRunning() {
        return over != null;
    }

    /// After the schedule.
    @Override
    public int getPhase() {
        return 1;
    }
}
