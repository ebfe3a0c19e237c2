package dev.porter.discord;

import dev.porter.chat.Notes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// Counts the new sessions of the last day, also those of a Porter that was started again and
/// again: at the thousandth Discord takes the bot's token away.
final class Identifies {
    static final int MOST = 800;
    private static final int FEW = 5;
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration SHORT_WHILE = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Notes notes;
    private final Clock clock;
    private final Deque<Instant> times = new ArrayDeque<>();

    Identifies(Notes notes, Clock clock) {
        this.notes = notes;
        this.clock = clock;
        notes.read().stream()
                .filter(line -> line.matches("[0-9]{1,12}"))
                .map(line -> Instant.ofEpochSecond(Long.parseLong(line)))
                .forEach(times::add);
    }

    /// How long to wait before the next one, usually so long after the last one; longer when many
    /// followed each other.
    synchronized Duration wait(Duration usual) {
        forgetOld();
        if (times.isEmpty()) {
            return Duration.ZERO;
        }
        if (times.size() >= MOST) {
            return until(times.getFirst().plus(DAY).plusSeconds(1));
        }
        var recently = clock.instant().minus(SHORT_WHILE);
        var many = times.stream().filter(time -> time.isAfter(recently)).count() - FEW;
        var longer = usual.multipliedBy(1L << Math.clamp(many, 0, 10));
        return until(times.getLast().plus(longer.compareTo(LONGEST) < 0 ? longer : LONGEST));
    }

    private Duration until(Instant time) {
        var left = Duration.between(clock.instant(), time);
        return left.isNegative() ? Duration.ZERO : left;
    }

    synchronized void add() {
        times.add(clock.instant());
        forgetOld();
        notes.write(times.stream().map(time -> Long.toString(time.getEpochSecond())).toList());
    }

    private void forgetOld() {
        var yesterday = clock.instant().minus(DAY);
        while (!times.isEmpty() && times.getFirst().isBefore(yesterday)) {
            times.removeFirst();
        }
    }
}
