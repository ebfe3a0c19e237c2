package dev.porter.chaos;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One life of Porter.
final class RunningPorter {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Process process;
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
    private final Thread reader;
    private final Thread lastResort;

    RunningPorter(List<String> command, Path log) {
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reader = Thread.ofVirtual().start(() -> read(log));
        lastResort = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    private void read(Path log) {
        try (var lines = process.inputReader();
                BufferedWriter out =
                        Files.newBufferedWriter(
                                log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write("---- " + process.pid() + System.lineSeparator());
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                out.write(line + System.lineSeparator());
                out.flush();
                if (line.contains("Porter is ready.")) {
                    ready.complete(true);
                }
            }
        } catch (IOException _) {
            // it was killed: what it said before is what there is
        }
        ready.complete(false);
    }

    /// Waits until it is ready.
    ///
    /// @throws IllegalStateException when it ends instead
    void awaitReady() {
        try {
            if (!ready.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("Porter did not start; its log says why.");
            }
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException("Porter does not become ready.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    boolean alive() {
        return process.isAlive();
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

    /// SIGSTOP, until [#thaw].
    ///
    /// @return whether it was alive to get it
    boolean freeze() {
        return signal("-STOP");
    }

    void thaw() {
        var _ = signal("-CONT");
    }

    private boolean signal(String signal) {
        if (!alive()) {
            return false;
        }
        try {
            return new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Whether it ends within this time.
    boolean ends(Duration within) {
        try {
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
            reader.join();
            Runtime.getRuntime().removeShutdownHook(lastResort);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
