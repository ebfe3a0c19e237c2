package dev.porter.gateway.synology.simulator;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Work in the background that is asked about until it is finished.
final class Tasks {
    private final Profile profile;
    private final Map<String, Task> running = new ConcurrentHashMap<>();
    private final AtomicInteger vanishing = new AtomicInteger();
    private final AtomicInteger endless = new AtomicInteger();

    Tasks(Profile profile) {
        this.profile = profile;
    }

    private static final class Task {
        private final Map<String, Object> result;
        private final boolean ends;
        private int asked;

        private Task(Map<String, Object> result, boolean ends) {
            this.result = result;
            this.ends = ends;
        }
    }

    /// The next tasks are gone before anybody asks.
    void vanish(int howMany) {
        vanishing.set(howMany);
    }

    /// The next tasks never finish.
    void neverEnd(int howMany) {
        endless.set(howMany);
    }

    /// Begins a task that will have this result.
    Map<String, Object> start(Map<String, Object> result) {
        var id =
                "FileStation_"
                        + UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
        if (vanishing.getAndUpdate(n -> Math.max(0, n - 1)) == 0) {
            running.put(id, new Task(result, endless.getAndUpdate(n -> Math.max(0, n - 1)) == 0));
        }
        return Map.of("taskid", id);
    }

    Map<String, Object> status(Request request, Map<String, Object> whileRunning) {
        var raw = request.raw("taskid");
        if (profile.wantsQuotedTasks() && !raw.startsWith("\"")) {
            throw new Refusal(599);
        }
        var id = request.text("taskid");
        var task = running.get(id);
        if (task == null) {
            throw new Refusal(599);
        }
        synchronized (task) {
            task.asked++;
            if (profile.losesTasks() && task.asked == 1) {
                throw new Refusal(599);
            }
            if (!task.ends || task.asked <= 2) {
                var status = new LinkedHashMap<>(whileRunning);
                status.put("finished", false);
                return status;
            }
            if (profile.losesTasks()) {
                running.remove(id);
            }
            var status = new LinkedHashMap<>(task.result);
            status.put("finished", true);
            return status;
        }
    }

    /// What a search found, however often it is asked.
    Map<String, Object> peek(String id) {
        var task = running.get(id);
        if (task == null) {
            throw new Refusal(400);
        }
        synchronized (task) {
            var result = new LinkedHashMap<>(task.result);
            result.put("finished", ++task.asked > 1);
            return result;
        }
    }

    void stop(Request request) {
        running.remove(request.text("taskid"));
    }

    int count() {
        return running.size();
    }
}
