package dev.porter.admin;

import dev.porter.account.Administrators;
import dev.porter.backup.Backups;
import dev.porter.chat.Message;
import dev.porter.chat.Sizes;
import dev.porter.chat.Times;
import dev.porter.durable.Durable;
import dev.porter.nas.Nas;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Looks at the NAS every minute: tells the administrators when it has been away for long or is
/// nearly full, and has what waits for it tried when it is back.
public final class NasWatch implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(NasWatch.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofMinutes(30);
    private static final long LITTLE = 10L * 1024 * 1024 * 1024;

    private final Nas nas;
    private final Backups backups;
    private final Administrators administrators;
    private final Durable durable;
    private final Clock clock;
    private @Nullable CountDownLatch over;
    private @Nullable Instant awaySince;
    private boolean longAway;
    private boolean nearlyFull;

    /// Makes the watch; it begins with [#start].
    public NasWatch(
            Nas nas, Backups backups, Administrators administrators, Durable durable, Clock clock) {
        this.nas = nas;
        this.backups = backups;
        this.administrators = administrators;
        this.durable = durable;
        this.clock = clock;
    }

    @Override
    public void start() {
        var stop = new CountDownLatch(1);
        over = stop;
        Thread.ofVirtual().name("nas-watch").start(() -> watch(stop));
    }

    private void watch(CountDownLatch stop) {
        try {
            while (!stop.await(PAUSE.toSeconds(), TimeUnit.SECONDS)) {
                try {
                    look();
                } catch (RuntimeException e) {
                    log.warn("The watch over the NAS failed; it goes on.", e);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Looks once.
    synchronized void look() {
        var health = nas.health();
        if (health.ready()) {
            isBack();
            space(health.free());
        } else {
            isAway(health.words());
        }
    }

    private void isAway(String words) {
        var now = clock.instant();
        var since = awaySince;
        if (since == null || now.isBefore(since)) {
            awaySince = now;
        } else if (!longAway && !now.isBefore(since.plus(LONG))) {
            longAway = true;
            tell(
                    "nas-away:" + since.toEpochMilli(),
                    Message.titled(
                            "⚠ The NAS has been away since " + Times.minute(since),
                            words
                                    + " What people send waits and is stored by itself when it is back."
                                    + " I tell you then."));
        }
    }

    private void isBack() {
        var since = awaySince;
        if (since == null) {
            return;
        }
        awaySince = null;
        durable.commit(backups::hasten);
        if (longAway) {
            longAway = false;
            tell(
                    "nas-back:" + since.toEpochMilli(),
                    Message.of("✅ The NAS is back. What waited is being stored now."));
        }
    }

    private void space(long free) {
        var little = free >= 0 && free < LITTLE;
        if (little && !nearlyFull) {
            tell(
                    "nas-space:" + clock.instant().toEpochMilli(),
                    Message.titled(
                            "⚠ The NAS is nearly full",
                            "Only %s are free. When nothing fits any more, what people send waits."
                                    .formatted(Sizes.words(free))));
        }
        nearlyFull = little;
    }

    private void tell(String key, Message message) {
        durable.commit(() -> administrators.tell(key, message));
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
