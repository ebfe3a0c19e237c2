package dev.porter.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.porter.chat.PersonId;
import dev.porter.secret.Secret;
import java.time.Duration;
import java.util.Optional;

/// A secret between the question for it and its use a moment later: in memory only, for ten minutes
/// at most.
public final class SecretsInHand {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST = 10_000;

    private final Cache<PersonId, Secret> inHand;

    /// With nothing in hand.
    public SecretsInHand() {
        this(Ticker.systemTicker());
    }

    SecretsInHand(Ticker ticker) {
        inHand =
                Caffeine.newBuilder()
                        .expireAfterWrite(LONGEST)
                        .maximumSize(MOST)
                        .ticker(ticker)
                        .build();
    }

    /// Keeps a person's secret; another one takes its place.
    public void hold(PersonId person, Secret secret) {
        inHand.put(person, secret);
    }

    /// Gives a person's secret away: once.
    public Optional<Secret> take(PersonId person) {
        return Optional.ofNullable(inHand.asMap().remove(person));
    }
}
