package dev.porter.discord;

import dev.porter.chat.ChatId;
import dev.porter.chat.MessageId;
import dev.porter.chat.Notes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Takes fleeting messages away when their time is over, trying until they are gone or Discord says
/// that they never will be: nothing is too old for it. What is due is noted in a file, ids and
/// times only, so that a restart does not leave a secret in a chat.
final class Fleeting {
    private final Removals removals;
    private final Notes notes;
    private final Clock clock;
    private final Duration stay;
    private final Timer timer;
    private final Map<MessageId, Instant> due = new HashMap<>();
    private final Set<Hook> answers = ConcurrentHashMap.newKeySet();

    Fleeting(Removals removals, Notes notes, Clock clock, Duration stay, Timer timer) {
        this.removals = removals;
        this.notes = notes;
        this.clock = clock;
        this.stay = stay;
        this.timer = timer;
    }

    /// Takes up what was left by the Porter before, once there was time to connect.
    synchronized void resume() {
        notes.read().forEach(this::read);
        due.keySet().forEach(id -> schedule(() -> take(id)));
    }

    private void read(String line) {
        var words = line.split(" ", 3);
        if (words.length == 3 && words[2].matches("[0-9]{1,12}")) {
            due.put(
                    new MessageId(new ChatId(DiscordPlatform.NAME, words[0]), words[1]),
                    Instant.ofEpochSecond(Long.parseLong(words[2])));
        }
    }

    synchronized void add(MessageId id) {
        due.put(id, clock.instant().plus(stay));
        write();
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

    private synchronized Stream<Runnable> everything() {
        return Stream.concat(
                List.copyOf(due.keySet()).stream()
                        .map(id ->
                                () -> {
                                    if (removals.takeAway(id)) {
                                        forget(id);
                                    }
                                }),
                answers.stream().map(answer -> () -> removals.takeAway(answer)));
    }

    private void schedule(Runnable taking) {
        timer.after(stay, taking);
    }

    private void take(MessageId id) {
        if (removals.takeAway(id)) {
            forget(id);
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
