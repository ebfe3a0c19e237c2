package dev.porter.backup;

import dev.porter.disk.Disk;
import dev.porter.disk.Headroom;
import dev.porter.disk.NoRoomException;
import dev.porter.nas.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where bytes wait on this computer while the NAS is away, in case the platform forgets them
/// meanwhile. It is bounded, and leaves room on the disk for the database. A file is called after
/// what it was sent as: the number of a backup is another one's after the database was put back.
final class Spool {
    private static final Logger log = LoggerFactory.getLogger(Spool.class);
    private static final String WHOLE = ".bin";

    private final Path folder;
    private final long limit;

    private Spool(Path folder, long limit) {
        this.folder = folder;
        this.limit = limit;
    }

    /// Makes the spool of this process, which is the only one: what another one was writing when it
    /// ended is thrown away.
    ///
    /// @param limit how many bytes it may hold
    static Spool in(Path folder, long limit) {
        files(folder, Disk.PART).forEach(Spool::delete);
        return new Spool(folder, limit);
    }

    /// Whether the bytes of a backup are here, all of them.
    boolean holds(Backup backup) {
        return Files.exists(file(backup, WHOLE));
    }

    /// Keeps the bytes of a backup; they are on the disk when this returns true.
    ///
    /// @param size how many there will be, or -1 when nobody knows
    /// @return false when there is no room for them
    /// @throws IOException when they could not be read, or there were not `size` of them
    boolean keep(Backup backup, InputStream content, long size) throws IOException {
        Disk.folder(folder);
        if (size > room()) {
            return false;
        }
        Headroom room = this::room;
        try {
            Disk.put(file(backup, WHOLE), room.bounds(out -> copy(content, out, size), 0));
            return true;
        } catch (NoRoomException _) {
            return false;
        }
    }

    private static void copy(InputStream content, OutputStream out, long size) throws IOException {
        var written = content.transferTo(out);
        if (size >= 0 && written != size) {
            throw new IOException("%d bytes came instead of %d.".formatted(written, size));
        }
    }

    /// How many bytes may still come.
    private long room() throws IOException {
        var held = 0L;
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                held += file.toFile().length(); // none, if it has just gone
            }
        }
        return Math.min(Disk.room(folder), limit - held);
    }

    /// Opens the bytes of a backup; the caller closes them.
    InputStream open(Backup backup) throws IOException {
        return Files.newInputStream(file(backup, WHOLE));
    }

    /// Lets the bytes of a backup go, if they are here.
    void drop(Backup backup) {
        try {
            Files.deleteIfExists(file(backup, WHOLE));
        } catch (IOException e) {
            log.warn("The bytes of backup {} stay on this computer.", backup.id(), e);
        }
    }

    /// Throws away what nobody waits for.
    ///
    /// @param open the backups that are still on their way; asked after what is here was listed, so
    ///   that what comes meanwhile stays
    void tidy(Supplier<List<Backup>> open) {
        var here = files(folder, WHOLE);
        var wanted =
                open.get().stream().map(backup -> file(backup, WHOLE)).collect(Collectors.toSet());
        here.stream().filter(file -> !wanted.contains(file)).forEach(Spool::delete);
    }

    private static List<Path> files(Path folder, String end) {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).toList();
        } catch (IOException e) {
            log.warn("The spool could not be looked through.", e);
            return List.of();
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file); // its backup may just be over
        } catch (IOException e) {
            log.warn("The spool could not be tidied up.", e);
        }
    }

    private Path file(Backup backup, String end) {
        var key = backup.sourceKey.getBytes(StandardCharsets.UTF_8);
        var name = HexFormat.of().formatHex(Fingerprint.newSha256().digest(key));
        return folder.resolve(name + end);
    }
}
