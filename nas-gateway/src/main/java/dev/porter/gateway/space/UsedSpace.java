package dev.porter.gateway.space;

import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.porter.nas.UserName;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.ToLongFunction;

/// How much each home holds. It is measured once, which takes long; then what Porter itself writes
/// and deletes is counted at once. What others change shows after a new measurement, which is made
/// in the background when somebody asks and the last one is older than ten minutes.
public final class UsedSpace {
    static final Duration TRUSTED = Duration.ofMinutes(10);

    private final LoadingCache<UserName, Held> homes;

    /// @param measure finds out how many bytes a home holds
    public UsedSpace(ToLongFunction<UserName> measure, Ticker ticker, Executor background) {
        homes =
                Caffeine.newBuilder()
                        .maximumSize(10_000)
                        .refreshAfterWrite(TRUSTED)
                        .ticker(ticker)
                        .executor(background)
                        .build(new Measuring(measure));
    }

    private record Measuring(ToLongFunction<UserName> measure)
            implements CacheLoader<UserName, Held> {
        @Override
        public Held load(UserName owner) {
            return new Held(measure.applyAsLong(owner));
        }

        @Override
        public Held reload(UserName owner, Held before) {
            before.measureBegins();
            before.measured(measure.applyAsLong(owner));
            return before;
        }
    }

    /// What one home holds.
    private static final class Held {
        private long bytes;
        private long sinceMeasureBegan;

        private Held(long bytes) {
            this.bytes = bytes;
        }

        synchronized long bytes() {
            return Math.max(0, bytes);
        }

        synchronized boolean add(long more, OptionalLong quota) {
            if (quota.isPresent() && bytes > quota.getAsLong() - more) {
                return false;
            }
            bytes += more;
            sinceMeasureBegan += more;
            return true;
        }

        synchronized void measureBegins() {
            sinceMeasureBegan = 0;
        }

        /// Nobody knows whether what came meanwhile was measured: rather it counts twice until the
        /// next time than not at all.
        synchronized void measured(long found) {
            bytes = found + Math.max(0, sinceMeasureBegan);
        }
    }

    /// How many bytes a home holds.
    public long of(UserName owner) {
        return homes.get(owner).bytes();
    }

    /// Counts bytes that are about to be in a home, unless they go beyond its quota.
    ///
    /// @return false when they do; nothing is counted then
    public boolean add(UserName owner, long bytes, OptionalLong quota) {
        if (quota.isPresent()) {
            return homes.get(owner).add(bytes, quota);
        }
        change(owner, bytes);
        return true;
    }

    /// Counts bytes that are no longer in a home.
    public void remove(UserName owner, long bytes) {
        change(owner, -bytes);
    }

    private void change(UserName owner, long bytes) {
        var held = homes.getIfPresent(owner);
        if (held != null) {
            var _ = held.add(bytes, OptionalLong.empty());
        }
    }

    /// Measures a home anew the next time.
    public void forget(UserName owner) {
        homes.invalidate(owner);
    }
}
