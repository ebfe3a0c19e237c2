package dev.porter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// Porter in a process of its own, with no more memory than it promises to need.
final class PorterProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Pattern READY = Pattern.compile("Chat page: (http://localhost:\\d+/)");
    private static final Pattern CODE = Pattern.compile("send /claim (\\S+)");

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final CompletableFuture<URI> ready = new CompletableFuture<>();
    private final Thread reader;

    private PorterProcess(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    /// Starts it on a free port.
    static PorterProcess start(Path data, String... settings) {
        return run(List.of(), data, classes(), settings);
    }

    /// Starts it on a free port.
    ///
    /// @param what the arguments for the JVM that say what to run
    static PorterProcess start(Path data, List<String> what, String... settings) {
        return run(List.of(), data, what, settings);
    }

    /// Starts it on a free port, with its data on a small disk.
    static PorterProcess start(SmallDisk disk, String... settings) {
        return run(disk.seen(), disk.path(), classes(), settings);
    }

    /// Starts it as somebody who may not use the ports of the system, whoever runs the test.
    static PorterProcess startWithoutRights(Path data, String... settings) {
        var root = "root".equals(System.getProperty("user.name"));
        var before =
                List.of(
                        "setpriv",
                        "--bounding-set=-net_bind_service",
                        "--inh-caps=-net_bind_service");
        return run(root ? before : List.of(), data, classes(), settings);
    }

    private static List<String> classes() {
        return List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1", // most of a short life is its start
                "-cp",
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.porter.PorterApplication");
    }

    private static PorterProcess run(
            List<String> before, Path data, List<String> what, String... settings) {
        var command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx256m");
        command.addAll(what);
        for (var setting : List.of("--server.port=0", "--porter.data=" + data)) {
            var key = setting.substring(0, setting.indexOf('=') + 1);
            if (Arrays.stream(settings).noneMatch(set -> set.startsWith(key))) {
                command.add(setting);
            }
        }
        command.addAll(List.of(settings));
        try {
            return new PorterProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void read() {
        try (var output = process.inputReader()) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                var found = READY.matcher(line);
                if (found.find()) {
                    ready.complete(URI.create(found.group(1)));
                }
            }
        } catch (IOException _) {
            // it was killed: what it said before is what there is
        }
        ready.completeExceptionally(new AssertionError("Porter ended: " + output()));
    }

    /// Waits until it is ready.
    URI page() {
        try {
            return ready.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(output(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    String claimCode() {
        page();
        var found = CODE.matcher(output());
        if (!found.find()) {
            throw new AssertionError(output());
        }
        return found.group(1);
    }

    /// Everything it has said.
    String output() {
        return String.join("\n", lines);
    }

    long pid() {
        return process.pid();
    }

    /// SIGKILL.
    void kill() {
        process.destroyForcibly();
        ends(PATIENCE);
    }

    /// SIGTERM.
    void terminate() {
        process.destroy();
    }

    /// Waits until it has refused to start.
    ///
    /// @return the one sentence that it says then
    String refusal() {
        assertThat(ends(PATIENCE)).isEqualTo(1);
        assertThat(output().lines()).as(output()).hasSize(1);
        return output();
    }

    /// Waits for the end.
    ///
    /// @return the exit code
    int ends(Duration within) {
        try {
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("Porter still runs after " + within + ": " + output());
            }
            reader.join();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
