package dev.porter.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// The time of a clock, but for its jumps back: when the clock is put back, this goes on. A
/// schedule that waited for a moment would otherwise wait once more for all that the clock was put
/// back.
final class ForwardTime {
    private final Clock clock;
    private Instant last;
    private long lastNanos;

    ForwardTime(Clock clock) {
        this.clock = clock;
        this.last = clock.instant();
        this.lastNanos = System.nanoTime();
    }

    /// Now.
    synchronized Instant now() {
        var nanos = System.nanoTime();
        var atLeast = last.plusNanos(nanos - lastNanos);
        var shown = clock.instant();
        last = shown.isAfter(atLeast) ? shown : atLeast;
        lastNanos = nanos;
        return last;
    }

    /// When it will be as late as the clock would show it.
    Instant of(Instant shown) {
        return now().plus(Duration.between(clock.instant(), shown));
    }
}
