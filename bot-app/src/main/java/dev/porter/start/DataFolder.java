package dev.porter.start;

import dev.porter.settings.CannotStartException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder of `porter.data`, for this process alone. The system lets go of it however the
/// process ends.
final class DataFolder implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DataFolder.class);
    private static final String LOCK = "porter.lock";

    private final FileChannel lock;

    private DataFolder(FileChannel lock) {
        this.lock = lock;
    }

    /// Makes the folder where there is none, and takes it.
    ///
    /// @throws CannotStartException when that is not possible
    static DataFolder take(Path folder) {
        FileChannel lock;
        try {
            if (Files.notExists(folder)) {
                make(folder);
            }
            warnOfOthers(folder);
            lock =
                    FileChannel.open(
                            folder.resolve(LOCK),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
        } catch (IOException _) {
            throw new CannotStartException(
                    ("Porter cannot write to the folder of porter.data, %s: let it write there, or"
                                    + " set porter.data to another folder.")
                            .formatted(folder.toAbsolutePath().normalize()));
        }
        if (!isOurs(lock)) {
            throw new CannotStartException(
                    ("Another Porter is running on the folder of porter.data, %s: stop it, or set"
                                    + " porter.data to another folder.")
                            .formatted(folder.toAbsolutePath().normalize()));
        }
        return new DataFolder(lock);
    }

    private static void warnOfOthers(Path folder) throws IOException {
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")
                && Files.getPosixFilePermissions(folder).stream()
                        .anyMatch(may -> !may.name().startsWith("OWNER"))) {
            var path = folder.toAbsolutePath().normalize();
            log.warn(
                    "Others on this computer may look into the folder of porter.data, {}; run:"
                            + " chmod 700 {}",
                    path,
                    path);
        }
    }

    /// Nobody else on the machine may look into it.
    private static void make(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static boolean isOurs(FileChannel lock) {
        try {
            if (lock.tryLock() != null) {
                return true;
            }
            lock.close();
            return false;
        } catch (IOException | OverlappingFileLockException _) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
