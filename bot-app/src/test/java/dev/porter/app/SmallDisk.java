package dev.porter.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.opentest4j.TestAbortedException;

/// A disk of some megabytes in place of a folder, seen only by processes that are started in it. It
/// is gone without a trace when it is closed.
final class SmallDisk implements AutoCloseable {
    private static final int PIECE = 4096;

    private final Path path;
    private final Process holder;

    private SmallDisk(Path path, Process holder) {
        this.path = path;
        this.holder = holder;
    }

    /// Makes it.
    ///
    /// @param path an empty folder
    /// @throws TestAbortedException where Linux lets nobody do that
    static SmallDisk at(Path path, int megabytes) {
        var mounting =
                "mount -t tmpfs -o size=%dm tmpfs '%s' && echo ready && exec cat"
                        .formatted(megabytes, path);
        var command = List.of("unshare", "--map-root-user", "--mount", "sh", "-c", mounting);
        try {
            var holder = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = holder.inputReader().readLine();
            if ("ready".equals(said)) {
                return new SmallDisk(path, holder);
            }
            holder.destroyForcibly();
            throw new TestAbortedException("No small disk can be made here: " + said);
        } catch (IOException e) {
            throw new TestAbortedException("No small disk can be made here.", e);
        }
    }

    /// Where it is for a process that sees it.
    Path path() {
        return path;
    }

    /// How a command begins whose process sees it.
    List<String> seen() {
        return List.of(
                "nsenter",
                "--target=" + holder.pid(),
                "--user",
                "--mount",
                "--preserve-credentials");
    }

    private Path ballast() {
        return Path.of("/proc", "" + holder.pid(), "root")
                .resolve(Path.of("/").relativize(path))
                .resolve("ballast");
    }

    /// Leaves no byte free.
    void fill() {
        try (var out = Files.newOutputStream(ballast())) {
            while (true) {
                out.write(new byte[PIECE]);
            }
        } catch (IOException _) {
            // that it is full is what was wanted
        }
    }

    /// Gives what filled it free again.
    void empty() {
        try {
            Files.delete(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        holder.destroyForcibly();
    }
}
