package dev.porter.chat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A small file of lines that a platform must not forget, such as ids and times, each time there as
/// a whole. What is written is on the disk when that returns. A note that cannot be written costs a
/// repetition after a restart, and so is no failure.
public final class Notes {
    private static final Logger log = LoggerFactory.getLogger(Notes.class);

    /// How the name of a file ends that is being written.
    private static final String PART = ".part";

    private final Path file;

    /// Opens it; what another process was writing when it ended is thrown away.
    public Notes(Path file) {
        this.file = file.toAbsolutePath();
        try {
            Files.deleteIfExists(part());
        } catch (IOException e) {
            log.warn("{} cannot be deleted: {}", part().getFileName(), e.toString());
        }
    }

    private Path part() {
        return file.resolveSibling(file.getFileName() + PART);
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
        var part = part();
        try {
            Files.createDirectories(file.getParent());
            try (var channel =
                    FileChannel.open(
                            part,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                var rest =
                        ByteBuffer.wrap(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(
                    part,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            try (var folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        } catch (IOException e) {
            log.warn("{} cannot be written: {}", file.getFileName(), e.toString());
        }
    }
}
