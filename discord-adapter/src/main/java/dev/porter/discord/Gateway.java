package dev.porter.discord;

import static dev.porter.language.Language.tr;

import dev.porter.chat.Lanes;
import dev.porter.chat.Pulse;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Keeps Porter connected: begins again when Discord cannot be reached, replaces a session that is
/// stuck or deaf, and gives up only when a person must change something first.
final class Gateway implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Gateway.class);

    private final Pace pace;
    private final Clock clock;
    private final Pulse pulse;
    private final Visitors visitors;
    private final Fleeting fleeting;
    private final Handover handover;
    private final Lanes lanes;
    private final Supplier<Session> sessions;

    private volatile boolean running;
    private volatile @Nullable Thread thread;
    private volatile @Nullable Session session;

    /// @param sessions makes a new one, which has not begun
    Gateway(
            Pace pace,
            Clock clock,
            Pulse pulse,
            Visitors visitors,
            Fleeting fleeting,
            Handover handover,
            Lanes lanes,
            Supplier<Session> sessions) {
        this.pace = pace;
        this.clock = clock;
        this.pulse = pulse;
        this.visitors = visitors;
        this.fleeting = fleeting;
        this.handover = handover;
        this.lanes = lanes;
        this.sessions = sessions;
    }

    @Override
    public void start() {
        running = true;
        handover.open();
        visitors.load();
        fleeting.resume();
        thread = Thread.ofVirtual().name("discord").start(this::run);
    }

    /// All of it takes no longer than the pace says, whatever Discord does. What was not taken away
    /// by then is after the next start.
    @Override
    public void stop() {
        running = false;
        var end = System.nanoTime() + pace.stop().toNanos();
        handover.close();
        var runner = thread;
        if (runner != null) {
            runner.interrupt();
        }
        try {
            var taken = fleeting.takeAllAway();
            var forTheSession = pace.stop().dividedBy(3);
            var now = session;
            if (now != null) {
                now.awaitHeard(left(end).minus(forTheSession));
            }
            lanes.awaitEmpty(left(end).minus(forTheSession));
            taken.get(left(end).minus(forTheSession).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            log.info("Not everything that must not stay on Discord is gone yet.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var last = session;
        if (last != null) {
            last.end(left(end));
        }
    }

    private static Duration left(long end) {
        return Duration.ofNanos(end - System.nanoTime());
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        var failures = 0;
        while (running) {
            var began = clock.instant();
            var next = sessions.get();
            session = next;
            try {
                var mustChange = next.stay();
                if (mustChange != null) {
                    pulse.failed(mustChange);
                    next.end(Duration.ZERO);
                    return;
                }
                // A session that held for a while was no failure.
                failures = began.plus(pace.stuck()).isBefore(clock.instant()) ? 1 : failures + 1;
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                failures++;
                pulse.failed(() -> tr("Discord cannot be reached."));
                log.debug("The reason", e);
            }
            if (!running) {
                return; // it ends with Porter
            }
            next.end(Duration.ZERO);
            try {
                Thread.sleep(pace.pause(failures));
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
