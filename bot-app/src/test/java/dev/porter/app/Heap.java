package dev.porter.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The heap of a Porter that runs, watched for a while: a full collection is asked for four times a
/// second.
final class Heap {
    private static final Duration PACE = Duration.ofMillis(250);
    private static final Pattern COLLECTED = Pattern.compile("(\\d+)M->(\\d+)M\\(\\d+M\\)");

    private final PorterProcess porter;
    private final Path log;
    private final int begin;
    private final Thread collector;
    private volatile boolean over;

    private Heap(PorterProcess porter, Path log) throws IOException {
        this.porter = porter;
        this.log = log;
        begin = Files.readString(log).length();
        collector = Thread.ofVirtual().start(this::collect);
    }

    /// What was needed.
    ///
    /// @param peak the most megabytes in use before a collection
    /// @param live the most that a full collection left over
    record Need(double peak, double live) {}

    /// The arguments for the JVM of a Porter that is to be watched.
    static List<String> logged(Path log) {
        return List.of("-Xlog:gc:file=" + log);
    }

    static Heap watch(PorterProcess porter, Path log) throws IOException {
        return new Heap(porter, log);
    }

    /// Ends the watch.
    Need stop() throws IOException, InterruptedException {
        over = true;
        collector.join();
        var lines = Files.readString(log).substring(begin);
        return new Need(most(lines, "", 1), most(lines, "Pause Full", 2));
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

    private void collect() {
        while (!over) {
            try {
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                String.valueOf(porter.pid()),
                                "GC.run")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            LockSupport.parkNanos(PACE.toNanos());
        }
    }
}
