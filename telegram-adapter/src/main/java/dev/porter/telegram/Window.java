package dev.porter.telegram;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Which of the updates that Telegram still has are in work, and which it may forget, as they are
/// done or kept here.
///
/// Telegram forgets what is below the offset of a question, and hands out the rest from its lowest
/// on. So an offset is sent only to confirm what is done without a gap; without one, Telegram
/// starts at the lowest that is left. Numbers are never compared: after a quiet week they may start
/// again lower, and an offset kept from before would make the bot deaf.
final class Window {
    private final int most;
    private final Map<Long, Update> working = new HashMap<>();
    private final Set<Long> done = new HashSet<>();
    private final Set<Long> kept = new HashSet<>();
    private List<Long> last = List.of();

    /// @param most how many updates are in one answer
    Window(int most) {
        this.most = most;
    }

    /// Takes an answer, and returns what is new in it.
    ///
    /// @param confirmed the offset of the question, if it had one
    /// @param updates in Telegram's order
    synchronized List<Update> answered(Optional<Long> confirmed, List<Update> updates) {
        confirmed.ifPresent(offset -> {
            var gone = below(offset);
            gone.forEach(working::remove);
            done.removeAll(gone);
            kept.removeAll(gone);
        });
        if (updates.isEmpty()) {
            done.clear();
        }
        last = updates.stream().map(Update::number).toList();
        var fresh = new ArrayList<Update>();
        for (var update : updates) {
            if (!done.contains(update.number())
                    && working.putIfAbsent(update.number(), update) == null) {
                fresh.add(update);
            }
        }
        return fresh;
    }

    private List<Long> below(long offset) {
        var at = last.indexOf(offset - 1);
        return new ArrayList<>(last.subList(0, at + 1));
    }

    /// It was handled; nothing changes when Telegram was to forget it already.
    synchronized void done(long number) {
        if (working.remove(number) != null) {
            done.add(number);
        }
        kept.remove(number);
        notifyAll();
    }

    /// It was not handled, and comes again.
    synchronized void leave(long number) {
        working.remove(number);
        notifyAll();
    }

    /// They are kept until they are done: Telegram may forget them.
    synchronized void keep(Collection<Update> updates) {
        updates.stream().map(Update::number).filter(working::containsKey).forEach(kept::add);
        notifyAll();
    }

    /// What of the last answer is in work, in its order.
    synchronized List<Update> unfinished() {
        return last.stream().map(working::get).filter(Objects::nonNull).toList();
    }

    /// What to send as offset, when there is something to confirm.
    synchronized Optional<Long> confirmable() {
        return confirmed() == 0 ? Optional.empty() : Optional.of(last.get(confirmed() - 1) + 1);
    }

    /// How many of the last answer can be confirmed.
    private int confirmed() {
        var count = 0;
        while (count < last.size()
                && (done.contains(last.get(count)) || kept.contains(last.get(count)))) {
            count++;
        }
        return count;
    }

    /// Whether what is in work leaves Telegram too little room to show what is behind it: then a
    /// person whose turn takes long would hold up everybody.
    synchronized boolean crowded() {
        return last.size() - confirmed() > most / 2;
    }

    /// Whether it was in the last answer.
    synchronized boolean shows(long number) {
        return last.contains(number);
    }

    /// Waits while the lowest update is in work, or too many are, at most so long.
    synchronized void awaitProgress(Duration longest) throws InterruptedException {
        var end = System.nanoTime() + longest.toNanos();
        while (!last.isEmpty() && (confirmed() == 0 || crowded())) {
            var left = Duration.ofNanos(end - System.nanoTime());
            if (!left.isPositive()) {
                return;
            }
            wait(Math.max(1, left.toMillis()));
        }
    }

    /// Waits until nothing is in work, at most so long.
    synchronized void awaitIdle(Duration longest) throws InterruptedException {
        var end = System.nanoTime() + longest.toNanos();
        while (!working.isEmpty()) {
            var left = Duration.ofNanos(end - System.nanoTime());
            if (!left.isPositive()) {
                return;
            }
            wait(Math.max(1, left.toMillis()));
        }
    }
}
