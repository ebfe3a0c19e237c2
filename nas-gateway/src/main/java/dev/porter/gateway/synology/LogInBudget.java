package dev.porter.gateway.synology;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// How often a log-in may fail. DSM blocks an address after some failures, whoever they were for,
/// and all of Porter's log-ins come from one address: so Porter stops well before.
final class LogInBudget {
    /// DSM's own limit is 10 within 5 minutes unless the administrator made it stricter.
    static final int MOST = 4;

    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration BLOCKED_FOR = Duration.ofMinutes(15);

    private final Clock clock;
    private final Deque<Instant> failures = new ArrayDeque<>();
    private int open;
    private Instant blockedUntil = Instant.MIN;

    LogInBudget(Clock clock) {
        this.clock = clock;
    }

    /// Begins a log-in that may fail because somebody typed something wrong.
    ///
    /// @return false when it has to wait
    synchronized boolean begin() {
        if (isBlocked() || failures() + open >= MOST) {
            return false;
        }
        open++;
        return true;
    }

    /// How many failed lately.
    synchronized int failures() {
        var oldest = clock.instant().minus(WINDOW);
        while (!failures.isEmpty() && failures.peekFirst().isBefore(oldest)) {
            failures.removeFirst();
        }
        return failures.size();
    }

    /// Ends what [#begin] began.
    synchronized void end(boolean failed) {
        open--;
        if (failed) {
            failures.addLast(clock.instant());
        }
    }

    /// DSM has blocked this address: nothing is tried for a while.
    synchronized void block() {
        blockedUntil = clock.instant().plus(BLOCKED_FOR);
    }

    synchronized boolean isBlocked() {
        return clock.instant().isBefore(blockedUntil);
    }
}
