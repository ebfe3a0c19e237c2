package dev.porter.telegram;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Does work in order within a lane, and in all lanes at once, each on a virtual thread of its own
/// that lives while there is work.
final class Lanes {
    private final Map<String, Queue<Runnable>> waiting = new HashMap<>();

    synchronized void add(String lane, Runnable work) {
        var queue = waiting.get(lane);
        if (queue == null) {
            queue = new ArrayDeque<>();
            waiting.put(lane, queue);
            Thread.ofVirtual().name("telegram-lane").start(() -> run(lane));
        }
        queue.add(work);
    }

    private void run(String lane) {
        for (var work = next(lane); work != null; work = next(lane)) {
            work.run();
        }
    }

    private synchronized @Nullable Runnable next(String lane) {
        var queue = waiting.get(lane);
        var work = queue == null ? null : queue.poll();
        if (work == null) {
            waiting.remove(lane);
        }
        return work;
    }
}
