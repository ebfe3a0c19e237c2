package dev.porter.backup;

import dev.porter.disk.Disk;
import dev.porter.durable.NotDurableException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What was accepted in the last days, in plain files beside the database. A platform forgets what
/// it was told is taken; should the database lose it after that, whatever the reason, it is read
/// from here.
final class Journal {
    private static final Logger log = LoggerFactory.getLogger(Journal.class);
    private static final String BEGINS = "accepted-";
    private static final String ENDS = ".jsonl";

    /// Longer than the oldest backup of the database that anybody would go back to.
    private static final int DAYS = 8;

    private final Path folder;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.shared();
    private final ReentrantLock writing = new ReentrantLock();

    /// The file whose name is known to be on the disk, too.
    private @Nullable Path named;

    Journal(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /// Writes down what is about to be accepted; it is on the disk when this returns.
    ///
    /// @throws NotDurableException when it cannot: then nothing may be accepted
    void write(List<Accepted> all) {
        if (all.isEmpty()) {
            return;
        }
        var lines =
                all.stream()
                        .map(json::writeValueAsString)
                        .collect(Collectors.joining("\n", "\n", "\n"));
        writing.lock();
        try {
            append(file(day(clock.instant())), lines.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            named = null;
            log.error(
                    "Nothing can be taken in, for the journal cannot be written: {}", e.toString());
            throw new NotDurableException("The journal cannot be written.", e);
        } finally {
            writing.unlock();
        }
    }

    private void append(Path file, byte[] lines) throws IOException {
        var fresh = !file.equals(named);
        if (fresh) {
            Disk.folder(folder);
        }
        try (var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            var buffer = ByteBuffer.wrap(lines);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        if (fresh) {
            Disk.force(folder);
            named = file;
        }
    }

    /// Everything it holds, oldest first. A line that a power cut tore is passed over: it was not
    /// accepted.
    List<Accepted> read() {
        return files().stream().flatMap(file -> lines(file).stream()).toList();
    }

    private List<Accepted> lines(Path file) {
        // A torn line need not even be whole characters, which this reader passes over.
        try (var text =
                new BufferedReader(
                        new InputStreamReader(
                                Files.newInputStream(file), StandardCharsets.UTF_8))) {
            return text.lines()
                    .filter(line -> !line.isBlank())
                    .flatMap(line -> accepted(file, line).stream())
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            log.warn("{} of the journal cannot be read.", file.getFileName(), e);
            return List.of();
        }
    }

    private Optional<Accepted> accepted(Path file, String line) {
        try {
            return Optional.of(json.readValue(line, Accepted.class));
        } catch (JacksonException _) {
            log.warn("A line of {} is not whole.", file.getFileName());
            return Optional.empty();
        }
    }

    /// Throws the days away that nobody would go back to.
    void forgetOld(Instant now) {
        var oldest = file(day(now).minusDays(DAYS)).getFileName().toString();
        for (var file : files()) {
            if (file.getFileName().toString().compareTo(oldest) < 0) {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    log.warn("{} of the journal cannot be deleted.", file.getFileName(), e);
                }
            }
        }
    }

    private List<Path> files() {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (var files = Files.newDirectoryStream(folder, BEGINS + "*" + ENDS)) {
            return Stream.iterate(files.iterator(), all -> all.hasNext(), all -> all)
                    .map(all -> all.next())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            log.warn("The journal cannot be read.", e);
            return List.of();
        }
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    private Path file(LocalDate day) {
        return folder.resolve(BEGINS + day + ENDS);
    }
}
