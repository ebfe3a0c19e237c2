package dev.porter.chat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does work in order within a lane, and in all lanes at once, each on a virtual thread of its own
/// that lives while there is work. Work that fails ends neither its lane nor another.
public final class Lanes {
    private static final Logger log = LoggerFactory.getLogger(Lanes.class);

    private final String name;
    private final int mostWaiting;
    private final Map<String, Queue<Runnable>> waiting = new HashMap<>();

    /// @param name of the threads
    /// @param mostWaiting how much may wait in one lane
    public Lanes(String name, int mostWaiting) {
        this.name = name;
        this.mostWaiting = mostWaiting;
    }

    /// Takes work, unless too much is waiting in this lane.
    ///
    /// @return whether it was taken
    public synchronized boolean add(String lane, Runnable work) {
        var queue = waiting.get(lane);
        if (queue == null) {
            queue = new ArrayDeque<>();
            waiting.put(lane, queue);
            Thread.ofVirtual().name(name).start(() -> run(lane));
        }
        return queue.size() < mostWaiting && queue.add(work);
    }

    private void run(String lane) {
        for (var work = next(lane); work != null; work = next(lane)) {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                // Its message may quote the person.
                log.error("Something was not handled: {}", e.getClass().getName());
                log.debug("The reason", e);
            }
        }
    }

    private synchronized @Nullable Runnable next(String lane) {
        var queue = waiting.get(lane);
        var work = queue == null ? null : queue.poll();
        if (work == null) {
            waiting.remove(lane);
            notifyAll();
        }
        return work;
    }

    /// Waits until nothing is under way, or for as long as this.
    public synchronized void awaitEmpty(Duration longest) throws InterruptedException {
        var end = System.nanoTime() + longest.toNanos();
        while (!waiting.isEmpty()) {
            var left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }
}
