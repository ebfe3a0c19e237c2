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
final class Desks {
    private static final int MOST_PEOPLE = 10_000;

    /// As many pictures as one may pick.
    static final int MOST_PICKED = 50;

    private final Cache<PersonId, Desk> desks =
            Caffeine.newBuilder()
                    .maximumSize(MOST_PEOPLE)
                    .expireAfterAccess(Duration.ofHours(1))
                    .build();

    /// @param view null before any pictures were shown
    record Desk(@Nullable View view, int page, Set<Long> picked) {
        private static final Desk EMPTY = new Desk(null, 0, Set.of());

        Optional<View> place() {
            return Optional.ofNullable(view);
        }
    }

    Desk of(PersonId person) {
        return Optional.ofNullable(desks.getIfPresent(person)).orElse(Desk.EMPTY);
    }

    void go(PersonId person, View view, int page) {
        desks.put(person, new Desk(view, page, of(person).picked()));
    }

    /// Picks a picture, or puts a picked one back.
    void pick(PersonId person, long photo) {
        var desk = of(person);
        var picked = new LinkedHashSet<>(desk.picked());
        if (!picked.remove(photo) && picked.size() < MOST_PICKED) {
            picked.add(photo);
        }
        desks.put(person, new Desk(desk.view(), desk.page(), picked));
    }

    void pickNothing(PersonId person) {
        var desk = of(person);
        desks.put(person, new Desk(desk.view(), desk.page(), Set.of()));
    }
}
