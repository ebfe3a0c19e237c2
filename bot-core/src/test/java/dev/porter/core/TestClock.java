package dev.porter.core;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// A clock that runs as all do, can be put forward and back, with or without time passing, and can
/// stand still.
public final class TestClock extends Clock {
    private Duration ahead = Duration.ZERO;
    private Duration passed = Duration.ZERO;
    private @Nullable Instant held;
    private volatile Runnable noticed = () -> {};

    /// Has somebody notice whenever it is put forward or back.
    public void noticedBy(Runnable somebody) {
        noticed = somebody;
    }

    /// Lets time pass; less than nothing puts the clock back.
    public void advance(Duration by) {
        synchronized (this) {
            passed = by.isPositive() ? passed.plus(by) : passed;
        }
        jump(by);
    }

    /// Puts it forward or back, while no time passes.
    public void jump(Duration by) {
        synchronized (this) {
            ahead = ahead.plus(by);
            held = held == null ? null : held.plus(by);
        }
        noticed.run();
    }

    /// The time that has passed, whatever the clock shows.
    public Ticker ticker() {
        return this::ticks;
    }

    private synchronized long ticks() {
        return System.nanoTime() + passed.toNanos();
    }

    /// Has it stand still, so that however slow a test is, no time passes but by [#advance].
    public synchronized void hold() {
        held = instant().truncatedTo(ChronoUnit.MICROS);
    }

    /// Has it run again, and be as late as if it had never stood still.
    public synchronized void goOn() {
        held = null;
    }

    @Override
    public synchronized Instant instant() {
        return held == null ? InstantSource.system().instant().plus(ahead) : held;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
