package dev.porter.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Watches the heap of a Porter while something happens: has it collect everything several times a
/// second, and reads what its log says of that.
final class HeapWatch {
    private static final Duration PACE = Duration.ofMillis(250);
    private static final Pattern COLLECTED = Pattern.compile("(\\d+)M->(\\d+)M\\(\\d+M\\)");

    /// In megabytes.
    ///
    /// @param peak the most that was used before a collection
    /// @param live the most that a full collection left over
    record Heap(int peak, int live) {}

    private final PorterProcess porter;
    private final Path log;
    private final int begun;
    private final AtomicBoolean over = new AtomicBoolean();
    private final Thread collector;

    /// @param log where a Porter with [#watched] writes
    HeapWatch(PorterProcess porter, Path log) throws IOException, InterruptedException {
        this.porter = porter;
        this.log = log;
        collectAll(); // what the start has left does not count
        this.begun = Files.readString(log).length();
        this.collector = Thread.ofVirtual().start(this::collect);
    }

    /// With what a JVM is started that can be watched: it collects often, so that the peak is what
    /// was needed, and not how long garbage happened to lie about.
    static List<String> watched(Path log) {
        return List.of("-Xlog:gc:file=" + log, "-Xmn16m");
    }

    private void collect() {
        while (!over.get()) {
            try {
                collectAll();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            LockSupport.parkNanos(PACE.toNanos());
        }
    }

    private void collectAll() throws IOException, InterruptedException {
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(porter.pid()),
                        "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /// Ends the watch.
    Heap end() throws IOException, InterruptedException {
        over.set(true);
        collector.join();
        var lines = Files.readString(log).substring(begun);
        return new Heap(most(lines, "", 1), most(lines, "Pause Full", 2));
    }

    private static int most(String lines, String kind, int group) {
        return lines.lines()
                .filter(line -> line.contains(kind))
                .map(COLLECTED::matcher)
                .filter(Matcher::find)
                .mapToInt(found -> Integer.parseInt(found.group(group)))
                .max()
                .orElse(0);
    }
}
