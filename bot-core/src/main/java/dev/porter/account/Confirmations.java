package dev.porter.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.porter.chat.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Who has just proved that an account is theirs: in memory only, and good for ten minutes.
final class Confirmations {
    private static final Duration GOOD_FOR = Duration.ofMinutes(10);
    private static final int MOST = 10_000;

    private final Clock clock;
    private final Cache<PersonId, Confirmed> latest =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(GOOD_FOR).build();

    private record Confirmed(long account, Instant at) {}

    Confirmations(Clock clock) {
        this.clock = clock;
    }

    void put(PersonId person, Account account) {
        latest.put(person, new Confirmed(account.id(), clock.instant()));
    }

    boolean has(PersonId person, Account account) {
        var confirmed = latest.getIfPresent(person);
        return confirmed != null
                && confirmed.account == account.id()
                && confirmed.at.plus(GOOD_FOR).isAfter(clock.instant());
    }
}
