package dev.porter.disk;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// What is on the disk of this computer, and still there after a power cut.
public final class Disk {
    /// How the name of a file ends that is being written.
    public static final String PART = ".part";

    private static final int BUFFER = 1 << 16;

    // What stays free of a disk for the database: so much or such a part.
    private static final long LEFT_FREE = 2L * 1024 * 1024 * 1024;
    private static final int OR_ONE_OF = 20;

    /// Elsewhere a folder cannot be opened, and its names are on the disk by themselves.
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    /// Writes a file.
    @FunctionalInterface
    public interface Content {
        /// Writes all of it; the stream is flushed and closed by whoever asks.
        void writeTo(OutputStream out) throws IOException;
    }

    private Disk() {}

    /// Makes a folder where there is none, into which only the user who runs Porter can look, and
    /// those above it. Their names are on the disk when this returns.
    ///
    /// @return the same folder
    public static Path folder(Path folder) throws IOException {
        make(folder, owners());
        return folder;
    }

    private static void make(Path folder, FileAttribute<?>... attributes) throws IOException {
        var parent = folder.toAbsolutePath().getParent();
        if (parent == null) {
            return;
        }
        if (Files.notExists(parent)) {
            make(parent);
        }
        try {
            Files.createDirectory(folder, attributes);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
            forceIfPermitted(parent);
            return;
        }
        force(parent);
    }

    /// Porter may be let through a folder into its own, and not let see what else is there.
    private static void forceIfPermitted(Path parent) throws IOException {
        try {
            force(parent);
        } catch (AccessDeniedException _) {
            // whoever let it through made the folder in it
        }
    }

    /// Lets only the user who runs Porter look into what is made with them.
    static FileAttribute<?>[] owners() {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    /// Throws away what was being written into a folder by a process that has ended.
    public static void sweep(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (var cut = Files.newDirectoryStream(folder, "*" + PART)) {
            for (var file : cut) {
                Files.deleteIfExists(file);
            }
        }
    }

    /// Puts the content in the place of what was there; when it fails, nothing has changed. It is
    /// on the disk, and so is its name, when this returns.
    public static void put(Path file, Content content) throws IOException {
        var part = part(file);
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
            name(part, file);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /// What a file is called while it is being written.
    public static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + PART);
    }

    /// Puts a file that is on the disk in the place of another of the same folder.
    public static void name(Path part, Path file) throws IOException {
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(file.toAbsolutePath().resolveSibling(""));
    }

    /// What is in a file, or the names in a folder, are on the disk when this returns.
    public static void force(Path path) throws IOException {
        if (!POSIX && Files.isDirectory(path)) {
            return;
        }
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// How many bytes may be written to the disk of a folder by what can wait, or be refused: 2 GB
    /// or a twentieth stay free for the database. Less than nothing when these are touched already.
    public static long room(Path folder) throws IOException {
        var disk = Files.getFileStore(folder);
        return disk.getUsableSpace() - Math.max(LEFT_FREE, disk.getTotalSpace() / OR_ONE_OF);
    }
}
