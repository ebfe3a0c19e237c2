package dev.porter.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.porter.chat.PersonId;
import dev.porter.nas.NasException;
import dev.porter.secret.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

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

    /// Uses a person's secret: once, but for what a NAS did not do now. That can be tried once
    /// more.
    ///
    /// @return empty when there is none
    public <T> Optional<T> use(PersonId person, Function<Secret, T> use) {
        return take(person)
                .map(secret -> {
                    try {
                        return use.apply(secret);
                    } catch (NasException e) {
                        hold(person, secret);
                        throw e;
                    }
                });
    }

    /// Gives a person's secret away: once.
    public Optional<Secret> take(PersonId person) {
        return Optional.ofNullable(inHand.asMap().remove(person));
    }
}
