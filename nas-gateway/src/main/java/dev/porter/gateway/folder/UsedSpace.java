package dev.porter.gateway.folder;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.porter.nas.UserName;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;

/// How much each home holds. It is measured once, by walking through the home; then what Porter
/// itself writes and deletes is counted at once. What others change shows after a new measurement,
/// which is made in the background when somebody asks and the last one is older than ten minutes.
final class UsedSpace {
    static final Duration TRUSTED = Duration.ofMinutes(10);

    private final LoadingCache<UserName, AtomicLong> homes;

    UsedSpace(ToLongFunction<UserName> measure, Ticker ticker, Executor background) {
        homes =
                Caffeine.newBuilder()
                        .maximumSize(10_000)
                        .refreshAfterWrite(TRUSTED)
                        .ticker(ticker)
                        .executor(background)
                        .build(owner -> new AtomicLong(measure.applyAsLong(owner)));
    }

    /// How many bytes a home holds.
    long of(UserName owner) {
        return Math.max(0, homes.get(owner).get());
    }

    /// Counts bytes that are about to be in a home, unless they go beyond its quota.
    ///
    /// @return false when they do; nothing is counted then
    boolean add(UserName owner, long bytes, OptionalLong quota) {
        if (quota.isEmpty()) {
            change(owner, bytes);
            return true;
        }
        var used = homes.get(owner);
        var most = quota.getAsLong() - bytes;
        return used.getAndUpdate(now -> now > most ? now : now + bytes) <= most;
    }

    /// Counts bytes that are no longer in a home.
    void remove(UserName owner, long bytes) {
        change(owner, -bytes);
    }

    private void change(UserName owner, long bytes) {
        var used = homes.getIfPresent(owner);
        if (used != null) {
            used.addAndGet(bytes);
        }
    }

    /// Measures a home anew the next time.
    void forget(UserName owner) {
        homes.invalidate(owner);
    }
}
