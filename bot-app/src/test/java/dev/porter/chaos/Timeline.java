package dev.porter.chaos;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// What happens when.
final class Timeline {
    private static final long TICK = Duration.ofMillis(10).toNanos();

    private record Event(long at, Runnable happening) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at));

    /// Has something happen so long from now.
    void in(Duration from, Runnable happening) {
        events.add(new Event(System.nanoTime() + from.toNanos(), happening));
    }

    /// Lets time go by, with what happens meanwhile.
    ///
    /// @param over asked now and then whether that is long enough
    void pass(Duration most, BooleanSupplier over) {
        var end = System.nanoTime() + most.toNanos();
        while (System.nanoTime() < end && !over.getAsBoolean()) {
            happen();
            LockSupport.parkNanos(TICK);
        }
        happen();
    }

    void pass(Duration time) {
        pass(time, () -> false);
    }

    private void happen() {
        for (var next = events.peek();
                next != null && next.at() <= System.nanoTime();
                next = events.peek()) {
            events.remove(next);
            next.happening().run();
        }
    }

    /// Has everything happen that is still to come, now.
    void finish() {
        for (var next = events.poll(); next != null; next = events.poll()) {
            next.happening().run();
        }
    }
}
