package dev.porter.telegram;

import dev.porter.chat.ChatId;
import dev.porter.chat.MessageId;
import dev.porter.chat.Notes;
import dev.porter.telegram.Messages.Deletion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Takes fleeting messages away when their time is over. What is due is noted in a file, ids and
/// times only, so that a restart does not leave a secret in a chat.
final class Fleeting {
    /// What is older, a bot cannot delete.
    private static final Duration OLDEST = Duration.ofDays(2);

    private final Messages messages;
    private final Notes notes;
    private final Clock clock;
    private final Duration stay;
    private final ScheduledExecutorService timer;
    private final Map<MessageId, Instant> due = new HashMap<>();

    Fleeting(
            Messages messages,
            Notes notes,
            Clock clock,
            Duration stay,
            ScheduledExecutorService timer) {
        this.messages = messages;
        this.notes = notes;
        this.clock = clock;
        this.stay = stay;
        this.timer = timer;
    }

    /// Takes up what was left by the Porter before.
    synchronized void resume() {
        notes.read().forEach(this::read);
        due.forEach((id, time) -> schedule(id, Duration.between(clock.instant(), time)));
    }

    private void read(String line) {
        var words = line.split(" ", 3);
        if (words.length == 3 && words[2].matches("[0-9]{1,12}")) {
            due.put(
                    new MessageId(new ChatId(TelegramPlatform.NAME, words[0]), words[1]),
                    Instant.ofEpochSecond(Long.parseLong(words[2])));
        }
    }

    synchronized void add(MessageId id) {
        due.put(id, clock.instant().plus(stay));
        write();
        schedule(id, stay);
    }

    /// Takes everything away now, as far as that works.
    void takeAllAway() {
        List<MessageId> all;
        synchronized (this) {
            all = List.copyOf(due.keySet());
        }
        all.stream().filter(id -> messages.delete(id) != Deletion.LATER).forEach(this::forget);
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
            forget(id);
        } else {
            schedule(id, stay);
        }
    }

    private synchronized boolean tooOld(MessageId id) {
        var time = due.get(id);
        return time == null || time.plus(OLDEST).isBefore(clock.instant());
    }

    private synchronized void forget(MessageId id) {
        due.remove(id);
        write();
    }

    private void write() {
        notes.write(
                due.entrySet().stream()
                        .map(each ->
                                each.getKey().chat().value()
                                        + " "
                                        + each.getKey().value()
                                        + " "
                                        + each.getValue().getEpochSecond())
                        .toList());
    }
}
