package dev.porter.drive;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.porter.account.Account;
import dev.porter.secret.Codes;
import java.time.Duration;
import java.util.Optional;

/// What was shown lately, in memory: a button has no room for it.
final class Listings {
    private static final int TOKEN_LENGTH = 10;
    private static final int MOST_ENTRIES = 100_000;

    private final Cache<String, Listing> listings =
            Caffeine.newBuilder()
                    .maximumWeight(MOST_ENTRIES)
                    .weigher((String _, Listing listing) -> listing.entries().size() + 1)
                    .expireAfterAccess(Duration.ofHours(12))
                    .build();

    /// Keeps a listing for a while.
    ///
    /// @return the word by which its buttons name it; it is new with each start of Porter, so that
    ///   an old button never names another one
    String keep(Listing listing) {
        var token = Codes.fresh(TOKEN_LENGTH).reveal();
        listings.put(token, listing);
        return token;
    }

    /// The listing that a button claims to belong to, if it is of this account.
    Optional<Listing> find(Account account, String token) {
        return Optional.ofNullable(listings.getIfPresent(token))
                .filter(listing -> listing.account() == account.id());
    }
}
