package dev.porter.telegram;

import dev.porter.chat.FleetingMessages;
import dev.porter.chat.MessageId;
import dev.porter.telegram.Messages.Deletion;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Takes fleeting messages away when their time is over, also those of the Porter before.
final class Fleeting {
    /// What is older, a bot cannot delete.
    private static final Duration OLDEST = Duration.ofDays(2);

    private final Messages messages;
    private final FleetingMessages there;
    private final Clock clock;
    private final Duration stay;
    private final ScheduledExecutorService timer;

    Fleeting(
            Messages messages,
            FleetingMessages there,
            Clock clock,
            Duration stay,
            ScheduledExecutorService timer) {
        this.messages = messages;
        this.there = there;
        this.clock = clock;
        this.stay = stay;
        this.timer = timer;
    }

    /// Takes up what was left by the Porter before.
    void resume() {
        there.all().forEach((id, due) -> schedule(id, Duration.between(clock.instant(), due)));
    }

    void add(MessageId id) {
        there.add(id, clock.instant().plus(stay));
        schedule(id, stay);
    }

    /// Takes everything away now, as far as that works.
    void takeAllAway() {
        there.all().keySet().stream()
                .filter(id -> messages.delete(id) != Deletion.LATER)
                .forEach(there::remove);
    }

    private void schedule(MessageId id, Duration wait) {
        try {
            var _ =
                    timer.schedule(
                            () -> Thread.startVirtualThread(() -> take(id)),
                            Math.max(0, wait.toMillis()),
                            TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            // Porter is stopping: the next start takes it up.
        }
    }

    private void take(MessageId id) {
        if (messages.delete(id) != Deletion.LATER || tooOld(id)) {
            there.remove(id);
        } else {
            schedule(id, stay);
        }
    }

    private boolean tooOld(MessageId id) {
        var due = there.all().get(id);
        return due == null || due.plus(OLDEST).isBefore(clock.instant());
    }
}
