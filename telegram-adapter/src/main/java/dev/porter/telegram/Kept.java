package dev.porter.telegram;

import dev.porter.disk.Disk;
import dev.porter.secret.Secret;
import dev.porter.secret.Vault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Updates that Telegram may forget before they are handled, as it shows no others while it has too
/// many of them. They lie on the disk until they are handled, and no longer; sealed, as what people
/// type may be a password.
final class Kept {
    private static final Logger log = LoggerFactory.getLogger(Kept.class);
    private static final String PLACE = "telegram-waiting";

    /// The most that is kept; what comes then waits with Telegram.
    static final int MOST = 10_000;

    private static final long MOST_BYTES = 16L << 20;

    /// What was kept at once, in a file of its own, so that writing it anew is never much.
    private record Batch(Path file, SequencedMap<Long, String> sealed) {}

    private final Path folder;
    private final Vault vault;

    /// By the numbers of the updates, in the order in which they came.
    private final SequencedMap<Long, Batch> batches = new LinkedHashMap<>();

    private long bytes;
    private long last;
    private boolean full;

    /// Opens what another process has kept.
    ///
    /// @param folder of one bot
    Kept(Path folder, Vault vault) {
        this.folder = folder;
        this.vault = vault;
        try {
            Disk.sweep(folder);
            files().forEach(this::open);
        } catch (IOException e) {
            log.error("{} cannot be read: {}", folder, e.toString());
        }
    }

    private List<Path> files() throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (var all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().matches("[0-9]{1,18}"))
                    .sorted(Comparator.comparingLong(Kept::number))
                    .toList();
        }
    }

    private static long number(Path file) {
        return Long.parseLong(file.getFileName().toString());
    }

    private void open(Path file) {
        last = number(file);
        var sealed = new LinkedHashMap<Long, String>();
        try {
            for (var line : Files.readAllLines(file)) {
                sealed.put(opened(line).number(), line);
            }
        } catch (IOException | IllegalStateException | IllegalArgumentException e) {
            log.error(
                    "What people wrote and Porter had not handled is in {} and cannot be opened: put"
                            + " keys/seal.key back and start again, or delete the file. {}",
                    file,
                    e.getMessage());
            return;
        }
        add(new Batch(file, sealed));
    }

    private Update opened(String sealed) {
        return Update.parse(vault.open(sealed, PLACE).reveal());
    }

    private void add(Batch batch) {
        for (var line : batch.sealed().entrySet()) {
            batches.put(line.getKey(), batch);
            bytes += line.getValue().length();
        }
    }

    /// All that is kept, in the order in which it came.
    synchronized List<Update> all() {
        var all = new ArrayList<Update>();
        batches.forEach((number, batch) ->
                Optional.ofNullable(batch.sealed().get(number))
                        .map(this::opened)
                        .ifPresent(all::add));
        return all;
    }

    /// Whether an update is on the disk. Another one may have the same number after a quiet week.
    synchronized boolean has(Update update) {
        return Optional.ofNullable(batches.get(update.number()))
                .map(batch -> batch.sealed().get(update.number()))
                .filter(sealed -> opened(sealed).equals(update))
                .isPresent();
    }

    /// Keeps what is unfinished: whatever is finished from then on has to be told by [#done].
    ///
    /// @return those that are on the disk now; none when there is no room
    synchronized List<Update> keep(Supplier<List<Update>> unfinished) {
        var updates =
                unfinished.get().stream()
                        .filter(update -> !batches.containsKey(update.number()))
                        .toList();
        if (updates.isEmpty()) {
            return updates;
        }
        var sealed = new LinkedHashMap<Long, String>();
        updates.forEach(update ->
                sealed.put(update.number(), vault.seal(new Secret(update.text()), PLACE)));
        var batch = new Batch(folder.resolve(String.valueOf(last + 1)), sealed);
        try {
            requireRoom(sealed.values());
            Disk.folder(folder);
            write(batch);
        } catch (IOException e) {
            if (!full) {
                log.warn("Telegram shows nothing new until what came is handled: {}", e.toString());
            }
            full = true;
            discard(batch);
            return List.of();
        }
        last++;
        full = false;
        add(batch);
        return updates;
    }

    private void requireRoom(Collection<String> more) throws IOException {
        var all = bytes + more.stream().mapToLong(String::length).sum();
        if (batches.size() + more.size() > MOST || all > MOST_BYTES) {
            throw new IOException("So much is kept already.");
        }
    }

    /// It is handled and needs to be kept no longer.
    synchronized void done(long number) {
        var batch = batches.remove(number);
        if (batch == null) {
            return;
        }
        var line = batch.sealed().remove(number);
        bytes -= line == null ? 0 : line.length();
        try {
            if (batch.sealed().isEmpty()) {
                discard(batch);
            } else {
                write(batch);
            }
        } catch (IOException e) {
            // It comes again at the next start, and is recognised then.
            log.warn("{} cannot be written: {}", batch.file(), e.toString());
        }
    }

    private static void discard(Batch batch) {
        try {
            Files.deleteIfExists(batch.file());
        } catch (IOException e) {
            log.warn("{} cannot be deleted: {}", batch.file(), e.toString());
        }
    }

    private static void write(Batch batch) throws IOException {
        var lines = String.join("\n", batch.sealed().values());
        Disk.put(batch.file(), out -> out.write(lines.getBytes(StandardCharsets.UTF_8)));
    }
}
