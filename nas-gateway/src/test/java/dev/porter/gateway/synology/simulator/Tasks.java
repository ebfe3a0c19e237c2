package dev.porter.gateway.synology.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Work in the background that is asked about until it is finished. It is done some time after it
/// was started, so that a client that does not wait for it sees nothing of it.
final class Tasks {
    /// How many requests DSM takes before a change is carried out, also when nobody asks for it.
    private static final int REQUESTS_UNTIL_DONE = 3;

    private final Profile profile;
    private final Map<String, Task> running = new ConcurrentHashMap<>();
    private final AtomicInteger vanishing = new AtomicInteger();
    private final AtomicInteger endless = new AtomicInteger();
    private volatile int hidden;
    private volatile boolean flickering;

    Tasks(Profile profile) {
        this.profile = profile;
    }

    private final class Task {
        private final Supplier<Map<String, Object>> work;
        private final boolean changes;
        private final boolean ends;
        private Map<String, Object> result;
        private int requests;
        private int asked;

        private Task(Supplier<Map<String, Object>> work, boolean changes, boolean ends) {
            this.work = work;
            this.changes = changes;
            this.ends = ends;
        }

        private synchronized void tick() {
            if (changes && ends && ++requests >= REQUESTS_UNTIL_DONE) {
                done();
            }
        }

        private synchronized Map<String, Object> done() {
            if (result == null) {
                try {
                    result = work.get();
                } catch (Refusal refusal) {
                    result =
                            Map.of(
                                    "status",
                                    "FAIL",
                                    "errors",
                                    List.of(Map.of("code", refusal.code(), "path", "")));
                }
            }
            return result;
        }

        /// Whether DSM does not know it now, although it runs.
        private boolean isUnseen() {
            return (profile.losesTasks() && asked == 1)
                    || asked <= hidden
                    || (flickering && asked % 2 == 1);
        }

        private boolean isFinished() {
            return ends && asked > Math.max(2, flickering ? 11 : hidden + 1);
        }
    }

    /// The next tasks are done and gone before anybody asks.
    void vanish(int howMany) {
        vanishing.set(howMany);
    }

    /// The next tasks never finish.
    void neverEnd(int howMany) {
        endless.set(howMany);
    }

    /// From now on every task is unknown for the first so many times that it is asked about.
    void hide(int times) {
        hidden = times;
    }

    /// From now on every task is unknown each second time that it is asked about.
    void flicker() {
        flickering = true;
    }

    /// Another request came.
    void tick() {
        running.values().forEach(Task::tick);
    }

    /// Begins to find something out.
    Map<String, Object> find(Supplier<Map<String, Object>> work) {
        return start(work, false);
    }

    /// Begins to change something.
    Map<String, Object> change(Supplier<Map<String, Object>> work) {
        return start(work, true);
    }

    private Map<String, Object> start(Supplier<Map<String, Object>> work, boolean changes) {
        var id =
                "FileStation_"
                        + UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
        if (vanishing.getAndUpdate(n -> Math.max(0, n - 1)) == 0) {
            var ends = endless.getAndUpdate(n -> Math.max(0, n - 1)) == 0;
            running.put(id, new Task(work, changes, ends));
        } else {
            var _ = work.get();
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
            if (task.isUnseen()) {
                throw new Refusal(599);
            }
            if (!task.isFinished()) {
                var status = new LinkedHashMap<>(whileRunning);
                status.put("finished", false);
                return status;
            }
            if (profile.losesTasks()) {
                running.remove(id);
            }
            var status = new LinkedHashMap<>(task.done());
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
            var result = new LinkedHashMap<>(task.done());
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
