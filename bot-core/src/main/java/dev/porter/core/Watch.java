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
    private final Duration pause;
    private @Nullable CountDownLatch over;

    /// Makes the watch; it begins with [#start].
    ///
    /// @param looks what is looked at, each by itself: one that takes long keeps no other one
    ///   waiting
    Watch(List<Runnable> looks) {
        this(looks, PAUSE);
    }

    Watch(List<Runnable> looks, Duration pause) {
        this.looks = List.copyOf(looks);
        this.pause = pause;
    }

    @Override
    public void start() {
        var stop = new CountDownLatch(1);
        over = stop;
        looks.forEach(look -> Thread.ofVirtual().name("watch").start(() -> watch(look, stop)));
    }

    private void watch(Runnable look, CountDownLatch stop) {
        try {
            while (!stop.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                look(look);
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
