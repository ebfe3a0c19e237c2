package dev.porter.chat;

import dev.porter.disk.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A small file of lines that a platform must not forget, such as ids and times, each time there as
/// a whole. What is written is on the disk when that returns. A note that cannot be written costs a
/// repetition after a restart, and so is no failure.
public final class Notes {
    private static final Logger log = LoggerFactory.getLogger(Notes.class);

    private final Path file;

    /// Opens it; what another process was writing when it ended is thrown away.
    public Notes(Path file) {
        this.file = file.toAbsolutePath();
        try {
            Files.deleteIfExists(Disk.part(this.file));
        } catch (IOException e) {
            log.warn("{} cannot be deleted: {}", Disk.part(file).getFileName(), e.toString());
        }
    }

    /// What was written last; nothing where nothing was.
    public List<String> read() {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException e) {
            log.warn("{} cannot be read: {}", file.getFileName(), e.toString());
            return List.of();
        }
    }

    /// Puts these lines in the place of what was there.
    public void write(List<String> lines) {
        try {
            if (Files.notExists(file)) {
                Disk.folder(file.resolveSibling(""));
            }
            Disk.put(
                    file,
                    out -> out.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            log.warn("{} cannot be written: {}", file.getFileName(), e.toString());
        }
    }
}
