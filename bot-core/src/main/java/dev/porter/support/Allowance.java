package dev.porter.support;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.porter.chat.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// How often a person may write to the administrators: five times a day. In memory only.
final class Allowance {
    private static final int A_DAY = 5;
    private static final int MOST = 10_000;

    private final Cache<PersonId, AtomicInteger> used;

    /// With nothing used.
    Allowance(Clock clock) {
        used =
                Caffeine.newBuilder()
                        .expireAfterWrite(Duration.ofDays(1))
                        .maximumSize(MOST)
                        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                        .build();
    }

    /// Whether nothing is left for today.
    boolean isUsedUp(PersonId person) {
        var before = used.getIfPresent(person);
        return before != null && before.get() >= A_DAY;
    }

    /// Uses one up.
    void use(PersonId person) {
        used.get(person, _ -> new AtomicInteger()).incrementAndGet();
    }
}
