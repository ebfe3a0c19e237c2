package dev.porter.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// Porter's own folder, which nobody else on the machine may look into.
final class DataFolder {
    private DataFolder() {}

    /// Makes the folder if it is not there.
    ///
    /// @return its absolute path
    /// @throws IllegalStateException in one sentence that names the key and the remedy
    static Path make(Path set) {
        var folder = set.toAbsolutePath().normalize();
        try {
            if (Files.notExists(folder)) {
                Files.createDirectories(folder);
                if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(
                            folder, PosixFilePermissions.fromString("rwx------"));
                }
            }
        } catch (IOException e) {
            throw unusable(folder, e);
        }
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw unusable(folder, null);
        }
        return folder;
    }

    private static IllegalStateException unusable(Path folder, @Nullable Throwable cause) {
        return new IllegalStateException(
                "porter.data names %s, which Porter cannot write to; give it a folder of its own."
                        .formatted(folder),
                cause);
    }
}
