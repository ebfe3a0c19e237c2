package dev.porter.files;

import dev.porter.nas.NasException;
import dev.porter.schedule.Stopping;
import dev.porter.schedule.Work;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads every stored version back from the NAS, a few each hour, so that each is read within the
/// period that the administrator has set.
final class Scrub implements Work {
    private static final Logger log = LoggerFactory.getLogger(Scrub.class);
    private static final Duration EVERY = Duration.ofHours(1);

    /// However many there are, other work has the NAS to itself for half of the time.
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private static final int AT_ONCE = 20;

    private final Checks checks;
    private final ReadBack readBack;
    private final Stopping stopping;
    private final Clock clock;
    private final Duration rest;

    /// @param period within which each version is read
    Scrub(Checks checks, ReadBack readBack, Stopping stopping, Clock clock, Duration period) {
        this.checks = checks;
        this.readBack = readBack;
        this.stopping = stopping;
        this.clock = clock;
        this.rest = period.multipliedBy(3).dividedBy(4);
    }

    @Override
    public String name() {
        return "scrub";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    /// Reads what has not been read for most of the period.
    @Override
    public void run(String id) {
        var enough = clock.instant().plus(LONGEST);
        try {
            while (clock.instant().isBefore(enough) && !stopping.begun()) {
                var due = checks.notReadSince(clock.instant().minus(rest), AT_ONCE);
                if (due.isEmpty()) {
                    return;
                }
                readBack.damaged(due, () -> {});
            }
        } catch (NasException e) {
            log.info("The check of stored files goes on when the NAS is back: {}", e.getMessage());
        }
    }
}
