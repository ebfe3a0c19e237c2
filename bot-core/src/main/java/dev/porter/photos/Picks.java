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

/// What each person has picked among pictures, and which they look at, in memory: a button has no
/// room for it.
final class Picks {
    private static final int MOST_PEOPLE = 10_000;

    /// As many pictures as one may pick.
    static final int MOST_PICKED = 50;

    private final Cache<PersonId, Shown> all =
            Caffeine.newBuilder()
                    .maximumSize(MOST_PEOPLE)
                    .expireAfterAccess(Duration.ofDays(1))
                    .build();

    /// What somebody looks at, and has picked there or elsewhere.
    ///
    /// @param view null before any pictures were shown
    record Shown(@Nullable View view, int page, Set<Long> picked) {
        private static final Shown NOTHING = new Shown(null, 0, Set.of());

        Optional<View> place() {
            return Optional.ofNullable(view);
        }
    }

    Shown of(PersonId person) {
        return Optional.ofNullable(all.getIfPresent(person)).orElse(Shown.NOTHING);
    }

    /// What somebody has picked, in that order.
    Set<Long> picked(PersonId person) {
        return of(person).picked();
    }

    void go(PersonId person, View view, int page) {
        all.put(person, new Shown(view, page, picked(person)));
    }

    /// Picks a picture, or puts a picked one back.
    ///
    /// @return false when as many are picked as may be: nothing has changed then
    boolean pick(PersonId person, long picture) {
        var shown = of(person);
        var picked = new LinkedHashSet<>(shown.picked());
        if (!picked.remove(picture)) {
            if (picked.size() >= MOST_PICKED) {
                return false;
            }
            picked.add(picture);
        }
        all.put(person, new Shown(shown.view(), shown.page(), picked));
        return true;
    }

    void pickNothing(PersonId person) {
        var shown = of(person);
        all.put(person, new Shown(shown.view(), shown.page(), Set.of()));
    }
}
