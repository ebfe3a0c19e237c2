package dev.porter.core;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that runs as all do, and can be put forward and back.
public final class TestClock extends Clock {
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private volatile Runnable noticed = () -> {};

    /// Has somebody notice whenever it is put forward or back.
    public void noticedBy(Runnable somebody) {
        noticed = somebody;
    }

    /// Puts it forward, or back by less than nothing.
    public void advance(Duration by) {
        ahead.accumulateAndGet(by, Duration::plus);
        noticed.run();
    }

    @Override
    public Instant instant() {
        return InstantSource.system().instant().plus(ahead.get());
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
