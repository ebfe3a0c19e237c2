package dev.porter.discord;

import dev.porter.chat.Inbox;
import dev.porter.chat.Incoming;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Hands what people do to the [Inbox] until that has it. Nobody delivers it again when Porter does
/// not: Discord has forgotten it already.
final class Handover {
    private final Inbox inbox;
    private final Pace pace;
    private final Clock clock;
    private volatile boolean closed;

    Handover(Inbox inbox, Pace pace, Clock clock) {
        this.inbox = inbox;
        this.pace = pace;
        this.clock = clock;
    }

    /// Takes what comes from now on.
    void open() {
        closed = false;
    }

    /// Takes no more from now on. Messages that are waiting come again after the next start; who
    /// waits for anything else is told to use it again.
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    boolean isClosed() {
        return closed;
    }

    /// Hands it over, however often that takes.
    ///
    /// @return whether the inbox has it; otherwise Porter stops
    boolean take(Incoming incoming) {
        return take(incoming, Instant.MAX);
    }

    /// The same, until it is of no use any more.
    boolean take(Incoming incoming, Instant end) {
        for (var failures = 1; closed || !inbox.takes(incoming); failures++) {
            var left = Duration.between(clock.instant(), end);
            var pause = pace.pause(failures);
            if (!left.isPositive() || !rested(pause.compareTo(left) < 0 ? pause : left) || closed) {
                return false;
            }
        }
        return true;
    }

    /// Waits, but not once Porter stops.
    private synchronized boolean rested(Duration pause) {
        var end = System.nanoTime() + pause.toNanos();
        try {
            for (var left = pause;
                    !closed && left.isPositive();
                    left = Duration.ofNanos(end - System.nanoTime())) {
                wait(Math.max(1, left.toMillis()));
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
