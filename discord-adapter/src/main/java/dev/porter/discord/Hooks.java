package dev.porter.discord;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The interactions that can still be answered.
final class Hooks {
    private final Clock clock;
    private final Map<String, Hook> byInteraction = new ConcurrentHashMap<>();
    private final Map<String, Deque<Hook>> inDirectMessages = new HashMap<>();

    Hooks(Clock clock) {
        this.clock = clock;
    }

    /// Keeps one that is found by its chat.
    void add(String interaction, Hook hook) {
        var now = clock.instant();
        byInteraction.values().removeIf(old -> old.isOver(now));
        byInteraction.put(interaction, hook);
    }

    /// Keeps one whose "thinking" the next message to this person's direct messages replaces.
    synchronized void addThinking(String user, Hook hook) {
        var now = clock.instant();
        inDirectMessages
                .values()
                .removeIf(waiting -> waiting.stream().allMatch(old -> old.isOver(now)));
        inDirectMessages.computeIfAbsent(user, _ -> new ArrayDeque<>()).add(hook);
    }

    /// The one for this place, if it can be used.
    Optional<Hook> find(Place place) {
        return Optional.ofNullable(place.interaction())
                .map(byInteraction::get)
                .filter(hook -> hook.usable(clock.instant()));
    }

    /// The oldest "thinking" in this person's direct messages, to be replaced by whoever asked.
    Optional<Hook> takeThinking(String user) {
        while (true) {
            Hook hook;
            synchronized (this) {
                var waiting = inDirectMessages.get(user);
                hook = waiting == null ? null : waiting.poll();
                if (hook == null) {
                    inDirectMessages.remove(user);
                    return Optional.empty();
                }
            }
            if (hook.usable(clock.instant()) && hook.takeThinking()) {
                return Optional.of(hook);
            }
        }
    }
}
