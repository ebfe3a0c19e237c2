package dev.porter.discord;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The interactions that can still be answered.
final class Hooks {
    private final Clock clock;
    private final Map<Where, Deque<Hook>> byPerson = new HashMap<>();

    Hooks(Clock clock) {
        this.clock = clock;
    }

    synchronized void add(Hook hook) {
        var now = clock.instant();
        byPerson.values().forEach(all -> all.removeIf(old -> old.isOver(now)));
        byPerson.values().removeIf(Deque::isEmpty);
        byPerson.computeIfAbsent(hook.interaction().home(), _ -> new ArrayDeque<>()).add(hook);
    }

    boolean awaitUsable(Hook hook) {
        return hook.awaitUsable(clock.instant());
    }

    /// Those of a person that are not over, the oldest first.
    private synchronized List<Hook> of(Where where) {
        var now = clock.instant();
        return byPerson.getOrDefault(where, new ArrayDeque<>()).stream()
                .filter(hook -> !hook.isOver(now))
                .toList();
    }

    private Stream<Hook> newest(Where where, Predicate<Hook> which) {
        return of(where).reversed().stream()
                .filter(which)
                .filter(hook -> hook.awaitUsable(clock.instant()));
    }

    /// The one for this place, if it can be used. For direct messages, which may be closed, it is
    /// the person's latest in a server.
    Optional<Hook> find(Place place) {
        var interaction = place.interaction();
        return newest(
                        place.where(),
                        hook ->
                                interaction == null
                                        ? !hook.interaction().alone()
                                        : hook.interaction().id().equals(interaction))
                .findFirst();
    }

    /// The latest one by which this message of a person's can be changed.
    Optional<Hook> holding(Where where, String message) {
        return newest(where, hook -> hook.holds(message)).findFirst();
    }

    /// Those that show "thinking" in this person's direct messages, the oldest first.
    List<Hook> thinking(Where where) {
        return of(where).stream()
                .filter(hook -> hook.interaction().alone() && hook.isThinking())
                .filter(this::awaitUsable)
                .toList();
    }

    /// What Porter may do in a channel of a server, bit by bit, as Discord said when somebody last
    /// did something there; nothing when that was too long ago.
    synchronized long permissions(String channel) {
        var now = clock.instant();
        return byPerson.values().stream()
                .flatMap(Deque::stream)
                .filter(hook -> !hook.isOver(now))
                .map(Hook::interaction)
                .filter(each -> channel.equals(each.channel()))
                .max(Comparator.comparingLong(each -> Long.parseLong(each.id())))
                .map(Interaction::permissions)
                .orElse(0L);
    }

    /// One whose answer may carry a file of this size: best in direct messages, where it stays.
    Optional<Hook> carrying(Where where, long size) {
        Predicate<Hook> large = hook -> hook.interaction().limit() >= size;
        return newest(where, large.and(hook -> hook.interaction().alone()))
                .findFirst()
                .or(() -> newest(where, large).findFirst());
    }

    /// The largest file that an answer to this person may carry now; 0 when nothing can be
    /// answered.
    long largest(Where where) {
        return of(where).stream().mapToLong(hook -> hook.interaction().limit()).max().orElse(0);
    }
}
