package dev.porter.gateway.synology;

import static dev.porter.language.Saying.sentence;

import dev.porter.language.Saying;
import dev.porter.nas.NasException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How often a log-in may fail. DSM blocks an address after some failures, whoever they were for,
/// and all of Porter's log-ins come from one address: so Porter stops well before.
final class LogInBudget {
    private static final Logger LOG = LoggerFactory.getLogger(LogInBudget.class);

    private static final int MOST = 4;
    private static final Duration WINDOW = Duration.ofMinutes(10);

    /// What is kept to besides as long as DSM's own rule is not known: it may look back for longer.
    private static final int MOST_IN_LONG = 8;

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration LEARNT_FOR = Duration.ofHours(1);
    private static final Duration BLOCKED_FOR = Duration.ofMinutes(15);

    /// What an administrator is told when DSM has blocked Porter.
    static final Saying BLOCKED =
            sentence(
                    "DSM has blocked Porter's address after too many failed log-ins (code 407). Remove it"
                            + " in DSM under Control Panel > Security > Protection > Allow/Block List,"
                            + " and put it on the allow list. Porter tries no log-in for 15 minutes.");

    private final Clock clock;
    private final Supplier<Optional<Rule>> dsm;
    private final Deque<Instant> failures = new ArrayDeque<>();
    private Optional<Rule> rule = Optional.empty();
    private Instant learnAgain = Instant.MIN;
    private int open;
    private Instant blockedUntil = Instant.MIN;

    /// @param dsm tells DSM's rule, where it has one and may be asked; throws [NasException] when
    ///   it does not answer
    LogInBudget(Clock clock, Supplier<Optional<Rule>> dsm) {
        this.clock = clock;
        this.dsm = dsm;
    }

    /// DSM blocks an address after so many failures within that time.
    record Rule(int attempts, Duration within) {}

    /// Whose log-in it is.
    enum Whose {
        /// With what a person typed, who may have mistyped it.
        PERSONS,
        /// With what the administrator has set. It still has one try when people have none.
        PORTERS
    }

    /// Begins a log-in.
    ///
    /// @throws LogInHeldBack when it has to wait
    void begin(Whose whose) {
        if (whose == Whose.PERSONS) {
            // Porter's own log-in is what it would be asked with.
            learn();
        }
        beginNow(whose);
    }

    private synchronized void beginNow(Whose whose) {
        if (isBlocked()) {
            throw new LogInHeldBack(BLOCKED);
        }
        var more = whose == Whose.PORTERS ? reserve() : 0;
        if (failures() + open >= most() + more
                || (rule.isEmpty() && failuresWithin(LONG) + open >= MOST_IN_LONG + more)) {
            throw new LogInHeldBack(
                    sentence(
                            "Too many log-ins to DSM have failed lately. So that DSM does not block"
                                    + " Porter's address, Porter tries none for some minutes."));
        }
        open++;
    }

    /// Not where DSM allows so few that one more would be too many.
    private int reserve() {
        return rule.map(one -> one.attempts() - 1 > most() ? 1 : 0).orElse(1);
    }

    private void learn() {
        synchronized (this) {
            if (clock.instant().isBefore(learnAgain)) {
                return;
            }
            learnAgain = clock.instant().plus(LEARNT_FOR);
        }
        try {
            var said = dsm.get();
            synchronized (this) {
                rule = said;
            }
        } catch (NasException e) {
            // What it said last still counts.
            LOG.debug("DSM's rule for log-ins that fail is unknown: {}", e.getMessage());
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
    ///
    /// @param failed whether DSM counts it as one that failed, as far as Porter knows
    synchronized void end(boolean failed) {
        open--;
        if (failed) {
            failures.addLast(clock.instant());
            if (failures.size() > MOST_IN_LONG + 1) {
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
