package dev.porter.telegram;

import dev.porter.chat.ChatException;
import dev.porter.chat.ChatId;
import dev.porter.chat.MessageId;
import dev.porter.chat.Notes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.DeleteMessage;

/// Takes fleeting messages away when their time is over. What is due is noted in a file, ids and
/// times only, so that a restart does not leave a secret in a chat.
final class Fleeting {
    private static final Duration AGAIN = Duration.ofMinutes(1);

    /// What is older, a bot cannot delete.
    private static final Duration OLDEST = Duration.ofDays(2);

    private final BotApi api;
    private final Identities identities;
    private final Notes notes;
    private final Clock clock;
    private final Duration stay;
    private final ScheduledExecutorService timer;
    private final Map<MessageId, Instant> due = new HashMap<>();

    Fleeting(
            BotApi api,
            Identities identities,
            Notes notes,
            Clock clock,
            Duration stay,
            ScheduledExecutorService timer) {
        this.api = api;
        this.identities = identities;
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
        all.stream().filter(this::gone).forEach(this::forget);
    }

    private void schedule(MessageId id, Duration wait) {
        var _ =
                timer.schedule(
                        () -> Thread.startVirtualThread(() -> take(id)),
                        Math.max(0, wait.toMillis()),
                        TimeUnit.MILLISECONDS);
    }

    private void take(MessageId id) {
        if (gone(id) || tooOld(id)) {
            forget(id);
        } else {
            schedule(id, AGAIN);
        }
    }

    private synchronized boolean tooOld(MessageId id) {
        var time = due.get(id);
        return time == null || time.plus(OLDEST).isBefore(clock.instant());
    }

    /// Whether it is gone or, being too old or in a chat that is gone, never will be.
    private boolean gone(MessageId id) {
        var gone = true;
        for (var number : identities.numbers(id)) {
            try {
                api.once(new DeleteMessage(id.chat().value(), number));
            } catch (RefusedException e) {
                gone &= e.code() == 400 || e.code() == 403;
            } catch (ChatException e) {
                gone = false;
            }
        }
        return gone;
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
