package dev.porter.web;

import dev.porter.disk.Disk;
import dev.porter.disk.Headroom;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A folder of files that come and go. It leaves room on its disk, which the database needs too.
final class Shelf {
    private static final Logger log = LoggerFactory.getLogger(Shelf.class);

    /// So much of a file is not asked for: what Porter shows, such as the picture of a code, can be
    /// seen on a full disk too.
    private static final long SMALL = 1024 * 1024;

    private final Path folder;
    private final Headroom room;

    private Shelf(Path folder, Headroom room) {
        this.folder = folder;
        this.room = room;
    }

    /// Makes the folder where there is none.
    static Shelf in(Path folder) throws IOException {
        return in(folder, () -> Disk.room(folder));
    }

    static Shelf in(Path folder, Headroom room) throws IOException {
        Disk.sweep(folder);
        return new Shelf(Disk.folder(folder), room);
    }

    /// Whether so many bytes may come.
    boolean hasRoomFor(long bytes) throws IOException {
        return bytes <= room.left();
    }

    /// Lets the oldest files go until a file of so many bytes may come, or none is left.
    void makeRoomFor(long bytes) throws IOException {
        for (var oldest : oldestFirst()) {
            if (bytes <= SMALL || hasRoomFor(bytes)) {
                return;
            }
            delete(oldest);
        }
    }

    /// Puts a file there; when it fails, which it also does when there is no room, nothing of it
    /// stays.
    void put(String name, Disk.Content content) throws IOException {
        Disk.put(folder.resolve(name), room.bounds(content, SMALL));
    }

    /// Opens a file; the caller closes it.
    ///
    /// @throws NoSuchFileException when it is not there any more
    InputStream open(String name) throws IOException {
        return Files.newInputStream(folder.resolve(name));
    }

    boolean has(String name) {
        return Files.exists(folder.resolve(name));
    }

    void delete(String name) {
        delete(folder.resolve(name));
    }

    /// Takes away what was kept long enough.
    ///
    /// @param needed tells by its name whether a file stays all the same
    void sweep(Instant before, Predicate<String> needed) {
        try {
            oldestFirst().stream()
                    .takeWhile(file -> changed(file).toInstant().isBefore(before))
                    .filter(file -> !needed.test(file.getFileName().toString()))
                    .forEach(Shelf::delete);
        } catch (IOException | UncheckedIOException e) {
            log.warn("Old files of the chat page cannot be listed.", e);
        }
    }

    private List<Path> oldestFirst() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> !file.toString().endsWith(Disk.PART))
                    .sorted(Comparator.comparing(Shelf::changed))
                    .toList();
        }
    }

    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (NoSuchFileException _) {
            return FileTime.fromMillis(0); // it was taken away meanwhile
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("An old file of the chat page cannot be deleted.", e);
        }
    }
}
