package dev.porter.web;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// Files that are there as a whole or not at all, also after a power cut.
final class Durable {
    /// How the name of a file ends that is being written.
    static final String PART = ".part";

    private static final int BUFFER = 1 << 16;

    /// Writes a file.
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private Durable() {}

    /// Makes a folder that only the user who runs Porter can look into; what another process was
    /// writing there when it ended is thrown away.
    static Path folder(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        try (var cut = Files.newDirectoryStream(folder, "*" + PART)) {
            for (var file : cut) {
                Files.delete(file);
            }
        }
        return folder;
    }

    /// Puts the content in the place of what was there; when it fails, nothing has changed.
    static void write(Path file, Content content) throws IOException {
        var part = file.resolveSibling(file.getFileName() + PART);
        try {
            try (var channel =
                    FileChannel.open(
                            part,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                var out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            settle(file);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void settle(Path file) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder != null && !System.getProperty("os.name").startsWith("Windows")) {
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
