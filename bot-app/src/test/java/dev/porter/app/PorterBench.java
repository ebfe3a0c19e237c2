package dev.porter.app;

import dev.porter.telegram.BotApiEmulator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/// What the shipped jar can carry, compared with the plainest ways to carry the same bytes on the
/// same machine in the same run.
class PorterBench {
    private static final double MEGA = 1e6;
    private static final double NANOS = 1e9;
    private static final int TIMES = 3;
    private static final long LARGE = Long.getLong("bench.large", 512L << 20);
    private static final long HUGE = Long.getLong("bench.huge", 2L << 30);
    private static final long SMALL_FOR_HEAP = 10_000_000;
    private static final int SMALL_FILES = Integer.getInteger("bench.small", 400);
    private static final int SMALL_SIZE = 20_000;
    private static final int SENDERS = 4;
    private static final Duration PACE = Duration.ofMillis(250);
    private static final String STORED = "Stored and verified";

    private final Path folder = Path.of("target", "bench").toAbsolutePath();
    private final List<PorterProcess> started = new ArrayList<>();
    private final Figures figures = new Figures();

    @FunctionalInterface
    private interface Act {
        void run() throws IOException, InterruptedException;
    }

    @BeforeEach
    void makeFolder() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
        Files.createDirectories(folder);
    }

    @AfterEach
    void end() throws IOException {
        started.forEach(PorterProcess::close);
        FileSystemUtils.deleteRecursively(folder);
    }

    @Test
    void measure() throws IOException, InterruptedException {
        start();
        throughput();
        telegram();
        smallFiles();
        heap();
        figures.publish(Path.of("target", "bench.json"));
    }

    private PorterProcess porter(String name, List<String> jvm, String... settings) {
        var what = new ArrayList<>(jvm);
        what.add("-jar");
        what.add(Path.of("target", "porter.jar").toString());
        var porter = PorterProcess.start(folder.resolve(name), what, settings);
        started.add(porter);
        return porter;
    }

    private static double seconds(Act act) throws IOException, InterruptedException {
        var before = System.nanoTime();
        act.run();
        return (System.nanoTime() - before) / NANOS;
    }

    private static WebPerson ada(PorterProcess porter) {
        var ada = WebPerson.arrivesAt(porter.page(), "Ada");
        ada.says("/claim " + porter.claimCode());
        House.signUp(ada, "ada");
        return ada;
    }

    private void start() throws IOException, InterruptedException {
        porter("start", List.of()).page();
        started.removeLast().close();
        var times = new double[TIMES];
        for (var i = 0; i < TIMES; i++) {
            times[i] = seconds(() -> porter("start", List.of()).page());
            started.removeLast().close();
        }
        figures.add("start-to-ready", Figures.median(times), "s");
    }

    private Path source(long seed, long size) throws IOException {
        var source = folder.resolve("source-" + seed);
        try (var in = Samples.random(seed, size);
                var out = Files.newOutputStream(source)) {
            in.transferTo(out);
        }
        return source;
    }

    private static InputStream open(Path source) {
        try {
            return Files.newInputStream(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void throughput() throws IOException, InterruptedException {
        var porter = porter("large", List.of());
        var ada = ada(porter);
        var nas = folder.resolve("large/nas");
        var cp = new double[TIMES];
        var stream = new double[TIMES];
        var upload = new double[TIMES];
        var backup = new double[TIMES];
        var restore = new double[TIMES];
        for (var i = 0; i < TIMES; i++) {
            var source = source(i, LARGE);
            var copy = nas.resolve("ada/copy");
            cp[i] = seconds(() -> Copies.cp(source, copy));
            Files.delete(copy);
            stream[i] = seconds(() -> Copies.stream(source, copy));
            Files.delete(copy);
            var name = "large-%d.bin".formatted(i);
            upload[i] = seconds(() -> ada.sends(name, LARGE, () -> open(source)));
            backup[i] = seconds(() -> ada.hears(STORED));
            ada.presses(ada.message(name), "Open");
            restore[i] =
                    seconds(() -> {
                        ada.presses("Restore");
                        ada.hears("is back, bit for bit");
                        try (var back = ada.fetches(ada.handed())) {
                            back.transferTo(OutputStream.nullOutputStream());
                        }
                    });
            Files.delete(source);
        }
        rate("cp-and-sync", cp);
        rate("plain-stream-copy", stream);
        rate("web-backup-after-upload", backup);
        var whole = new double[TIMES];
        for (var i = 0; i < TIMES; i++) {
            whole[i] = upload[i] + backup[i];
        }
        rate("web-upload-and-backup", whole);
        rate("web-restore", restore);
        figures.ratio("web-backup-to-cp", "web-backup-after-upload", "cp-and-sync");
        figures.ratio("web-backup-to-stream", "web-backup-after-upload", "plain-stream-copy");
        figures.ratio(
                "web-upload-and-backup-to-stream", "web-upload-and-backup", "plain-stream-copy");
        figures.ratio("web-restore-to-cp", "web-restore", "cp-and-sync");
        figures.ratio("web-restore-to-stream", "web-restore", "plain-stream-copy");
        leave();
    }

    private void rate(String name, double[] seconds) {
        figures.add(name, LARGE / MEGA / Figures.median(seconds), "MB/s");
    }

    private void leave() throws IOException {
        started.removeLast().close();
        FileSystemUtils.deleteRecursively(folder);
        Files.createDirectories(folder);
    }

    /// Through a Bot API server on the same disk, as large files come from Telegram.
    private void telegram() throws IOException, InterruptedException {
        try (var server = new BotApiEmulator(0, true)) {
            porter(
                    "telegram",
                    List.of(),
                    "--porter.telegram.token=" + BotApiEmulator.TOKEN,
                    "--porter.telegram.api-url=" + server.address(),
                    "--porter.telegram.local-files=true",
                    "--porter.claim-code=BENCH-0F-PORTER");
            while (server.calls("getUpdates").isEmpty()) {
                LockSupport.parkNanos(PACE.toNanos());
            }
            var ada = server.person(11, "Ada");
            ada.says("/claim BENCH-0F-PORTER");
            ada.awaits("user name");
            ada.says("ada");
            ada.awaits("password for ada");
            ada.says(House.PASSWORD);
            var question = ada.awaits("Create the account");
            ada.presses(question, question.labels().getFirst());
            ada.awaits("Welcome, ");
            var times = new double[TIMES];
            for (var i = 0; i < TIMES; i++) {
                var source = source(10 + i, LARGE);
                var name = "large-%d.bin".formatted(i);
                times[i] =
                        seconds(() -> {
                            ada.sends(
                                    "document",
                                    name,
                                    "application/octet-stream",
                                    LARGE,
                                    InputStream::nullInputStream,
                                    null,
                                    source);
                            while (ada.reads().stream()
                                    .noneMatch(message ->
                                            message.text().contains(STORED)
                                                    && message.text().contains(name))) {
                                LockSupport.parkNanos(PACE.toNanos() / TIMES);
                            }
                        });
                Files.delete(source);
            }
            rate("telegram-backup", times);
            figures.ratio("telegram-backup-to-cp", "telegram-backup", "cp-and-sync");
            figures.ratio("telegram-backup-to-stream", "telegram-backup", "plain-stream-copy");
            leave();
        }
    }

    private void smallFiles() throws IOException, InterruptedException {
        var porter = porter("small", List.of());
        var ada = ada(porter);
        var senders = new ArrayList<WebPerson>();
        for (var i = 0; i < SENDERS; i++) {
            ada.says("/invite");
            ada.presses("Invite somebody");
            var code = House.code(ada.says("somebody nice"));
            var sender = WebPerson.arrivesAt(porter.page(), "Sender " + i);
            sender.says("/start " + code);
            House.signUp(sender, "sender" + i);
            senders.add(sender);
        }
        sendAll(senders, "warm", SMALL_FILES / 4);
        var time = seconds(() -> sendAll(senders, "small", SMALL_FILES));
        figures.add("small-files", SMALL_FILES / time, "1/s");
        leave();
    }

    private static void sendAll(List<WebPerson> senders, String name, int files) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var sender : senders) {
                threads.execute(() -> {
                    var mine = files / SENDERS;
                    for (var i = 0; i < mine; i++) {
                        var seed = (sender.name() + name + i).hashCode();
                        sender.sends(name + i, SMALL_SIZE, () -> Samples.random(seed, SMALL_SIZE));
                    }
                    while (sender.chat().stream()
                                    .filter(message -> message.words().contains(STORED))
                                    .filter(message -> message.words().contains("\n" + name))
                                    .count()
                            < mine) {
                        LockSupport.parkNanos(PACE.toNanos());
                    }
                });
            }
        }
    }

    /// The heap while a file goes in: what was used at most before a collection, and what a full
    /// collection left over at most, asked for four times a second.
    private void heap() throws IOException, InterruptedException {
        var small = heapWhile("small", SMALL_FOR_HEAP, (int) (HUGE / SMALL_FOR_HEAP / 8));
        var huge = heapWhile("huge", HUGE, 1);
        figures.add("heap-peak-10MB", small.peak(), "MB");
        figures.add("heap-peak-2GB", huge.peak(), "MB");
        figures.ratio("heap-peak-2GB-to-10MB", "heap-peak-2GB", "heap-peak-10MB");
        figures.add("heap-live-10MB", small.live(), "MB");
        figures.add("heap-live-2GB", huge.live(), "MB");
        figures.ratio("heap-live-2GB-to-10MB", "heap-live-2GB", "heap-live-10MB");
    }

    private HeapWatch.Heap heapWhile(String name, long size, int times)
            throws IOException, InterruptedException {
        var log = folder.resolve("gc-" + name + ".log");
        var porter = porter("heap-" + name, HeapWatch.watched(log));
        var ada = ada(porter);
        var watch = new HeapWatch(porter, log);
        for (var i = 0; i < times; i++) {
            var seed = 100L + i;
            ada.sends("file-%d.bin".formatted(i), size, () -> Samples.random(seed, size));
            ada.hears(STORED);
        }
        var heap = watch.end();
        leave();
        return heap;
    }
}
