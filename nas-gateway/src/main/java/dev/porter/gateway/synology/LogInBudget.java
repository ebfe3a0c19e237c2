package dev.porter.gateway.synology;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;

/// How often a log-in may fail. DSM blocks an address after some failures, whoever they were for,
/// and all of Porter's log-ins come from one address: so Porter stops well before.
final class LogInBudget {
    private static final int MOST = 4;
    private static final Duration WINDOW = Duration.ofMinutes(10);

    /// What is kept to besides as long as DSM's own rule is not known: it may look back for longer.
    private static final int MOST_IN_LONG = 8;

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration LEARNT_FOR = Duration.ofHours(1);
    private static final Duration BLOCKED_FOR = Duration.ofMinutes(15);

    private final Clock clock;
    private final Supplier<Optional<Rule>> dsm;
    private final Deque<Instant> failures = new ArrayDeque<>();
    private Optional<Rule> rule = Optional.empty();
    private Instant learnAgain = Instant.MIN;
    private int open;
    private Instant blockedUntil = Instant.MIN;

    /// @param dsm tells DSM's rule, where it may be asked
    LogInBudget(Clock clock, Supplier<Optional<Rule>> dsm) {
        this.clock = clock;
        this.dsm = dsm;
    }

    /// DSM blocks an address after so many failures within that time.
    record Rule(int attempts, Duration within) {}

    /// Begins a log-in that may fail because somebody typed something wrong.
    ///
    /// @return false when it has to wait
    boolean begin() {
        learn();
        return beginNow();
    }

    private synchronized boolean beginNow() {
        var tooMany =
                failures() + open >= most()
                        || (rule.isEmpty() && failuresWithin(LONG) + open >= MOST_IN_LONG);
        if (isBlocked() || tooMany) {
            return false;
        }
        open++;
        return true;
    }

    private void learn() {
        synchronized (this) {
            if (clock.instant().isBefore(learnAgain)) {
                return;
            }
            learnAgain = clock.instant().plus(LEARNT_FOR);
        }
        var said = dsm.get();
        synchronized (this) {
            rule = said;
        }
    }

    /// How many may fail lately.
    synchronized int most() {
        return rule.map(one -> Math.clamp(one.attempts() / 2, 1, MOST)).orElse(MOST);
    }

    /// How many failed lately.
    synchronized int failures() {
        return failuresWithin(window());
    }

    private Duration window() {
        return rule.map(Rule::within).filter(one -> one.compareTo(WINDOW) > 0).orElse(WINDOW);
    }

    private int failuresWithin(Duration window) {
        var oldest = clock.instant().minus(window);
        return (int) failures.stream().filter(one -> !one.isBefore(oldest)).count();
    }

    /// Ends what [#begin] began.
    synchronized void end(boolean failed) {
        open--;
        if (failed) {
            failures.addLast(clock.instant());
            if (failures.size() > MOST_IN_LONG) {
                failures.removeFirst();
            }
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
