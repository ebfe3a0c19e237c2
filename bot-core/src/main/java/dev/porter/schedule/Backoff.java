package dev.porter.schedule;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// How long to wait before something that failed is tried again: twice as long each time up to a
/// limit, and never just as long as everybody else.
///
/// @param jitter by which part of itself a pause may be shorter or longer, below 1
public record Backoff(Duration first, Duration longest, double jitter) {
    /// For what must be tried until it succeeds, however long that takes.
    public static final Backoff PATIENT =
            new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(15), 0.2);

    private static final int MOST_DOUBLINGS = 20;

    /// The pause after so many failures in a row before this one.
    public Duration after(int failures) {
        var doubled = first.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        var pause = doubled.compareTo(longest) < 0 ? doubled : longest;
        var factor = 1 + ThreadLocalRandom.current().nextDouble(-jitter, jitter);
        return Duration.ofMillis((long) (pause.toMillis() * factor));
    }
}
