package dev.porter.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A folder for what nobody needs after a stop, which only the user who runs Porter can look into.
/// What a kill left there is gone when Porter starts again.
public final class TemporaryFolder implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TemporaryFolder.class);

    /// So that nothing else is taken away, should somebody keep files of their own in the folder.
    private static final String BEGINS = "porter-";

    private final Path folder;

    private TemporaryFolder(Path folder) {
        this.folder = folder;
    }

    /// Takes a folder for this process, which is the only one that uses it. It is made when it is
    /// needed.
    public static TemporaryFolder in(Path folder) {
        var temporary = new TemporaryFolder(folder.toAbsolutePath());
        temporary.close();
        return temporary;
    }

    /// Throws away everything that is in it.
    @Override
    public void close() {
        if (Files.notExists(folder)) {
            return;
        }
        try (var left = Files.newDirectoryStream(folder, BEGINS + "*")) {
            for (var one : left) {
                delete(one);
            }
        } catch (IOException | UncheckedIOException e) {
            log.warn("{} could not be emptied: {}", folder, e.getMessage());
        }
    }

    private static void delete(Path left) throws IOException {
        try (var all = Files.walk(left)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /// Makes a file with nothing in it; whoever asks for it deletes it.
    ///
    /// @param purpose part of its name
    public Path file(String purpose) throws IOException {
        return Files.createTempFile(made(), BEGINS + purpose, "");
    }

    /// Makes a folder with nothing in it.
    ///
    /// @param purpose part of its name
    public Path folder(String purpose) throws IOException {
        return Files.createTempDirectory(made(), BEGINS + purpose);
    }

    /// How many bytes may be written into it, as [Disk#room] says.
    public long room() throws IOException {
        return Disk.room(made());
    }

    private Path made() throws IOException {
        return Files.createDirectories(folder, Disk.owners());
    }
}
