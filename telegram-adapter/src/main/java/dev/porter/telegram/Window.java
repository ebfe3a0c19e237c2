package dev.porter.telegram;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which of the updates that Telegram still has are in work, and which are done.
///
/// Telegram forgets what is below the offset of a question, and hands out the rest from its lowest
/// on. So an offset is sent only to confirm what is done without a gap; without one, Telegram
/// starts at the lowest that is left. Numbers are never compared: after a quiet week they may start
/// again lower, and an offset kept from before would make the bot deaf.
final class Window {
    private final Set<Long> working = new HashSet<>();
    private final Set<Long> done = new HashSet<>();
    private List<Long> last = List.of();

    /// Takes an answer, and returns what is new in it.
    ///
    /// @param confirmed the offset of the question, if it had one
    /// @param numbers the updates' numbers in Telegram's order
    synchronized Set<Long> answered(Optional<Long> confirmed, List<Long> numbers) {
        confirmed.ifPresent(offset -> done.removeAll(below(offset)));
        if (numbers.isEmpty()) {
            done.clear();
        }
        last = List.copyOf(numbers);
        var fresh = new HashSet<>(last);
        fresh.removeAll(working);
        fresh.removeAll(done);
        working.addAll(fresh);
        return fresh;
    }

    private List<Long> below(long offset) {
        var at = last.indexOf(offset - 1);
        return new ArrayList<>(last.subList(0, at + 1));
    }

    synchronized void done(long number) {
        working.remove(number);
        done.add(number);
        notifyAll();
    }

    /// It was not handled, and comes again.
    synchronized void leave(long number) {
        working.remove(number);
        notifyAll();
    }

    /// What to send as offset, when there is something to confirm.
    synchronized Optional<Long> confirmable() {
        var offset = Optional.<Long>empty();
        for (var number : last) {
            if (!done.contains(number)) {
                break;
            }
            offset = Optional.of(number + 1);
        }
        return offset;
    }

    /// Whether it was in the last answer.
    synchronized boolean shows(long number) {
        return last.contains(number);
    }

    /// Waits while the lowest update is in work, at most so long.
    synchronized void awaitProgress(Duration longest) throws InterruptedException {
        var end = System.nanoTime() + longest.toNanos();
        while (!last.isEmpty() && confirmable().isEmpty()) {
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
