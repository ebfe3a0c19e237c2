package dev.porter.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.core.Traces;
import dev.porter.nas.GeneratedStream;
import dev.porter.telegram.BotApiEmulator;
import dev.porter.telegram.EmulatedMessage;
import dev.porter.telegram.EmulatedPerson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/// The largest file that a Bot API server with `--local` carries, through the shipped jar with the
/// memory that it promises to need, to the NAS and back.
class LargeFileIT {
    private static final long LARGE = Long.getLong("large.megabytes", 2_000) << 20;
    private static final long SMALL = 20L << 20;
    private static final int FLAT = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration PACE = Duration.ofMillis(100);

    private final Path folder = Path.of("target", "large").toAbsolutePath();

    @BeforeEach
    void makeFolder() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
        Files.createDirectories(folder);
    }

    @AfterEach
    void deleteFolder() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }

    @Test
    void a_file_of_2_000_mb_comes_in_and_goes_out_with_a_flat_heap() throws Exception {
        var log = folder.resolve("gc.log");
        try (var server = new BotApiEmulator(0, true);
                var porter = start(server, log)) {
            var ada = comesIn(server);
            carries(ada, "small", SMALL); // what is loaded once is loaded now
            var watch = new HeapWatch(porter, log);
            carries(ada, "medium", SMALL + 1);
            var small = watch.end();
            watch = new HeapWatch(porter, log);
            var seconds = carries(ada, "large", LARGE);
            var large = watch.end();
            say(
                    "large: megabytes=%d in=%d s out=%d s live=%d MB peak=%d MB"
                            .formatted(
                                    LARGE >> 20,
                                    seconds.getFirst(),
                                    seconds.getLast(),
                                    large.live(),
                                    large.peak()));
            say("large: with 20 MB live=%d MB peak=%d MB".formatted(small.live(), small.peak()));
            assertThat(large.live()).isPositive().isLessThanOrEqualTo(small.live() + FLAT);
        }
    }

    private PorterProcess start(BotApiEmulator server, Path log) {
        var what = new ArrayList<>(HeapWatch.watched(log));
        what.addAll(List.of("-jar", Path.of("target", "porter.jar").toString()));
        return PorterProcess.start(
                folder.resolve("data"),
                what,
                "--porter.telegram.token=" + server.token(),
                "--porter.telegram.api-url=" + server.address(),
                "--porter.telegram.local-files=true",
                "--porter.claim-code=LARGE-0F-PORTER");
    }

    private static EmulatedPerson comesIn(BotApiEmulator server) {
        var ada = server.person(11, "Ada");
        ada.says("/claim LARGE-0F-PORTER");
        awaits(ada, "user name");
        ada.says("ada");
        awaits(ada, "password for ada");
        ada.says(House.PASSWORD);
        var question = awaits(ada, "Create the account");
        ada.presses(question, question.labels().getFirst());
        awaits(ada, "Welcome, ");
        return ada;
    }

    private static EmulatedMessage awaits(EmulatedPerson person, String... words) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            for (var message : person.reads()) {
                if (List.of(words).stream().allMatch(message.text()::contains)) {
                    return message;
                }
            }
            LockSupport.parkNanos(PACE.toNanos());
        }
        throw new AssertionError("Not heard: " + List.of(words));
    }

    /// Sends a file and has it brought back.
    ///
    /// @return how many seconds each took
    private List<Long> carries(EmulatedPerson ada, String name, long size)
            throws IOException, NoSuchAlgorithmException {
        var source = folder.resolve(name);
        String digest;
        try (var out = Files.newOutputStream(source)) {
            digest = sha256(new GeneratedStream(size, Long.MAX_VALUE), out);
        }
        var begun = System.nanoTime();
        ada.sends(
                "document",
                name + ".mkv",
                "video/x-matroska",
                size,
                InputStream::nullInputStream,
                null,
                source);
        awaits(ada, "Stored and verified", name + ".mkv", digest);
        var stored = System.nanoTime();
        Files.delete(source);
        assertThat(sha256(kept(name + ".mkv"), OutputStream.nullOutputStream())).isEqualTo(digest);
        var asked = System.nanoTime();
        ada.says("/restore " + name);
        awaits(ada, "is back, bit for bit", digest);
        var back = System.nanoTime();
        var file =
                ada.reads().stream()
                        .map(EmulatedMessage::file)
                        .filter(Objects::nonNull)
                        .toList()
                        .getLast();
        assertThat(file.name()).isEqualTo(name + ".mkv");
        assertThat(file.size()).isEqualTo(size);
        assertThat(file.sha256()).isEqualTo(digest);
        return List.of(
                Duration.ofNanos(stored - begun).toSeconds(),
                Duration.ofNanos(back - asked).toSeconds());
    }

    private InputStream kept(String name) throws IOException {
        return Files.newInputStream(
                Traces.files(folder.resolve("data/nas")).stream()
                        .filter(path -> path.endsWith(name))
                        .findFirst()
                        .orElseThrow());
    }

    private static String sha256(InputStream content, OutputStream to)
            throws IOException, NoSuchAlgorithmException {
        try (var digesting = new DigestInputStream(content, MessageDigest.getInstance("SHA-256"))) {
            digesting.transferTo(to);
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
