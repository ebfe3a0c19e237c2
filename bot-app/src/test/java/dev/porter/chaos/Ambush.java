package dev.porter.chaos;

import dev.porter.telegram.BotApiEmulator.Call;
import dev.porter.telegram.BotApiEmulator.Witness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Lies in wait for Porter at a step of a file's way, and kills it when it comes there. It sees
/// what Porter asks Telegram for and what appears in the folders, and is told of the rest.
final class Ambush implements Witness, AutoCloseable {
    private record Laid(Step step, RunningPorter porter) {}

    private final AtomicReference<@Nullable Laid> laid = new AtomicReference<>();
    private final Map<Step, Integer> kills = new EnumMap<>(Step.class);
    private final WatchService folders;
    private volatile long confirmed;

    Ambush() throws IOException {
        folders = FileSystems.getDefault().newWatchService();
        Thread.ofVirtual().start(this::watch);
    }

    /// Waits for Porter at a step from now on.
    ///
    /// @param where the folders in which files appear; what is not there is passed over
    void lay(Step step, RunningPorter porter, List<Path> where) {
        where.stream().filter(Files::isDirectory).forEach(this::watch);
        laid.set(new Laid(step, porter));
    }

    /// Waits no more.
    ///
    /// @return whether Porter came by
    boolean lift() {
        return laid.getAndSet(null) == null;
    }

    /// Porter comes by.
    void passes(Step step) {
        var trap = laid.get();
        if (trap != null && trap.step() == step && laid.compareAndSet(trap, null)) {
            trap.porter().kill();
            synchronized (kills) {
                kills.merge(step, 1, Integer::sum);
            }
        }
    }

    /// How often Porter was killed at which step.
    String figures() {
        synchronized (kills) {
            return kills.entrySet().stream()
                    .map(each -> each.getKey() + "=" + each.getValue())
                    .collect(Collectors.joining(" "));
        }
    }

    @Override
    public void asked(Call call) {
        switch (call.method()) {
            case "getupdates" -> {
                if (offset(call) > confirmed) {
                    passes(Step.CONFIRMING);
                }
            }
            case "getfile" -> passes(Step.LOCATING);
            case "file" -> passes(Step.FETCHING);
            default -> {
                if (isReceipt(call)) {
                    passes(Step.PROMISING);
                }
            }
        }
    }

    @Override
    public void done(Call call, JsonNode answer) {
        switch (call.method()) {
            case "getupdates" -> {
                if (offset(call) > confirmed) {
                    confirmed = offset(call);
                    passes(Step.CONFIRMED);
                }
                if (!answer.isEmpty()) {
                    passes(Step.OFFERED);
                }
            }
            case "file" -> passes(Step.FETCHED);
            default -> {
                if (isReceipt(call)) {
                    passes(Step.PROMISED);
                }
            }
        }
    }

    private static long offset(Call call) {
        return call.parameters().path("offset").asLong(0);
    }

    private static boolean isReceipt(Call call) {
        return call.parameters().path("text").asString("").contains("SHA-256");
    }

    private void watch(Path folder) {
        try {
            folder.register(
                    folders,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void watch() {
        try {
            for (var key = folders.take(); ; key = folders.take()) {
                for (var event : key.pollEvents()) {
                    appears(key, event);
                }
                key.reset();
            }
        } catch (ClosedWatchServiceException _) {
            // it is over
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void appears(WatchKey key, WatchEvent<?> event) {
        if (!(event.context() instanceof Path file)) {
            return; // too much happened at once
        }
        var created = StandardWatchEventKinds.ENTRY_CREATE.equals(event.kind());
        var name = file.toString();
        switch (((Path) key.watchable()).getFileName().toString()) {
            case "journal" -> passes(Step.WRITTEN_DOWN);
            case "spool" -> {
                if (created) {
                    passes(name.endsWith(".part") ? Step.SPOOLING : Step.SPOOLED);
                }
            }
            case ".porter-incoming" -> {
                if (created) {
                    passes(Step.WRITING);
                }
            }
            default -> {
                if (created) {
                    passes(name.startsWith(".porter-") ? Step.WRITTEN : Step.NAMED);
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            folders.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
