package dev.porter.discord;

import dev.porter.chat.FleetingMessages;
import dev.porter.chat.MessageId;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Takes fleeting messages away when their time is over, also those of the Porter before, trying
/// until they are gone or Discord says that they never will be: nothing is too old for it.
final class Fleeting {
    private final Removals removals;
    private final FleetingMessages there;
    private final Clock clock;
    private final Duration stay;
    private final Timer timer;
    private final Set<Hook> answers = ConcurrentHashMap.newKeySet();

    Fleeting(Removals removals, FleetingMessages there, Clock clock, Duration stay, Timer timer) {
        this.removals = removals;
        this.there = there;
        this.clock = clock;
        this.stay = stay;
        this.timer = timer;
    }

    /// Takes up what was left by the Porter before, once there was time to connect.
    void resume() {
        there.all().keySet().forEach(id -> schedule(() -> take(id)));
    }

    void add(MessageId id) {
        there.add(id, clock.instant().plus(stay));
        schedule(() -> take(id));
    }

    /// Takes an answer away that nothing else is known of. It is not noted: without its hook, which
    /// lives in memory only, nothing can be done about it, and the person's client forgets it.
    void add(Hook answer) {
        answers.add(answer);
        schedule(() -> take(answer));
    }

    /// Takes everything away now, as far as that works.
    ///
    /// @return done when everything was tried
    CompletableFuture<?> takeAllAway() {
        return CompletableFuture.allOf(
                everything()
                        .map(each -> CompletableFuture.runAsync(each, Thread::startVirtualThread))
                        .toArray(CompletableFuture[]::new));
    }

    private Stream<Runnable> everything() {
        return Stream.concat(
                there.all().keySet().stream()
                        .map(id ->
                                () -> {
                                    if (removals.takeAway(id)) {
                                        there.remove(id);
                                    }
                                }),
                answers.stream().map(answer -> () -> removals.takeAway(answer)));
    }

    private void schedule(Runnable taking) {
        timer.after(stay, taking);
    }

    private void take(MessageId id) {
        if (removals.takeAway(id)) {
            there.remove(id);
        } else {
            schedule(() -> take(id));
        }
    }

    private void take(Hook answer) {
        if (removals.takeAway(answer)) {
            answers.remove(answer);
        } else {
            schedule(() -> take(answer));
        }
    }
}
