package dev.porter.photos;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.porter.chat.PersonId;
import dev.porter.nas.PhotoLibrary.View;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where each person is in their library and what they have picked there, in memory: a button has
/// no room for it.
final class Picks {
    private static final int MOST_PEOPLE = 10_000;

    /// As many pictures as one may pick.
    static final int MOST_PICKED = 50;

    private final Cache<PersonId, Place> picks =
            Caffeine.newBuilder()
                    .maximumSize(MOST_PEOPLE)
                    .expireAfterAccess(Duration.ofHours(1))
                    .build();

    /// @param view null before any pictures were shown
    record Place(@Nullable View view, int page, Set<Long> picked) {
        private static final Place EMPTY = new Place(null, 0, Set.of());

        Optional<View> place() {
            return Optional.ofNullable(view);
        }
    }

    Place of(PersonId person) {
        return Optional.ofNullable(picks.getIfPresent(person)).orElse(Place.EMPTY);
    }

    void go(PersonId person, View view, int page) {
        picks.put(person, new Place(view, page, of(person).picked()));
    }

    /// Picks a picture, or puts a picked one back.
    void pick(PersonId person, long photo) {
        var place = of(person);
        var picked = new LinkedHashSet<>(place.picked());
        if (!picked.remove(photo) && picked.size() < MOST_PICKED) {
            picked.add(photo);
        }
        picks.put(person, new Place(place.view(), place.page(), picked));
    }

    void pickNothing(PersonId person) {
        var place = of(person);
        picks.put(person, new Place(place.view(), place.page(), Set.of()));
    }
}
