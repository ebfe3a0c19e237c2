package dev.porter.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The shipped jar, unpacked by itself and with what the JVM learned from a first start kept in a
/// file, so that hundreds of starts are bearable: it is the same classes in the same JVM.
final class PorterJar {
    private static final List<String> JVM =
            List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1");
    private static final int MINUTES = 10;

    private final Path unpacked;
    private final Path learned;

    private PorterJar(Path folder) {
        this.unpacked = folder.resolve("unpacked");
        this.learned = folder.resolve("learned.aot");
    }

    /// @param folder for what is unpacked and learned
    static PorterJar unpack(Path jar, Path folder) {
        if (Files.notExists(jar)) {
            throw new IllegalStateException("There is no " + jar + ": package it first.");
        }
        var porter = new PorterJar(folder);
        finish(
                folder,
                List.of(
                        JVM.getFirst(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--destination",
                        porter.unpacked.toString()));
        porter.learn(folder);
        return porter;
    }

    private void learn(Path folder) {
        var command = new ArrayList<>(JVM);
        command.add("-XX:AOTCacheOutput=" + learned);
        command.add("-Dspring.context.exit=onRefresh");
        command.addAll(jar());
        command.add("--server.port=0");
        command.add("--porter.data=" + folder.resolve("learning"));
        finish(folder, command);
    }

    private List<String> jar() {
        return List.of("-jar", unpacked.resolve("porter.jar").toString());
    }

    private static void finish(Path folder, List<String> command) {
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(
                                    ProcessBuilder.Redirect.appendTo(
                                            folder.resolve("unpacking.log").toFile()))
                            .start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException("It did not succeed: " + command);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Starts it.
    ///
    /// @param log what it says is added there
    /// @param temporary the system's folder for temporary files, as far as it knows
    RunningPorter start(Path log, Path temporary, List<String> settings) {
        var command = new ArrayList<>(JVM);
        command.add("-Djava.io.tmpdir=" + temporary);
        command.add("-XX:AOTCache=" + learned);
        command.addAll(jar());
        command.addAll(settings);
        return new RunningPorter(command, log);
    }
}
