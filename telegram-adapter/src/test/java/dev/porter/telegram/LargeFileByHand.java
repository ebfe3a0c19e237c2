package dev.porter.telegram;

import dev.porter.chat.Incoming;
import dev.porter.chat.Message.Care;
import dev.porter.chat.OutgoingFile;
import dev.porter.nas.GeneratedStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Carries a file of 2,000 MB in and out through a Bot API server with `--local`, in one JVM that
/// should be started with `-Xmx256m`, and says how much memory that took.
final class LargeFileByHand {
    private static final long SIZE = 2_000L << 20;

    private LargeFileByHand() {}

    public static void main(String[] arguments) throws Exception {
        var data = Files.createTempDirectory("large");
        var disk = data.resolve("file_1.bin");
        try (var out = Files.newOutputStream(disk);
                var content = new GeneratedStream(SIZE, Long.MAX_VALUE)) {
            content.transferTo(out);
        }
        try (var server = new BotApiEmulator(0, true);
                var porter = Porter.withLocalFiles(server, data)) {
            var ada = server.person(11, "Ada");
            ada.sends(
                    "document",
                    "film.mkv",
                    "video/x-matroska",
                    SIZE,
                    InputStream::nullInputStream,
                    null,
                    disk);
            server.await(it -> it.waiting() == 0);
            var film = ((Incoming.Attachments) porter.received.getFirst()).attachments().getFirst();
            var start = System.nanoTime();
            var in = sha256(porter.platform().open(film));
            say("in", start, in);
            start = System.nanoTime();
            porter.platform()
                    .send(
                            Porter.chat(ada),
                            new OutgoingFile(
                                    "film.mkv",
                                    "video/x-matroska",
                                    SIZE,
                                    false,
                                    "",
                                    Care.ORDINARY,
                                    () -> new GeneratedStream(SIZE, Long.MAX_VALUE)));
            var out = ada.reads().getLast().file();
            say("out", start, out == null ? "nothing" : out.sha256());
        } finally {
            Files.deleteIfExists(disk);
            Files.deleteIfExists(data.resolve("telegram-fleeting"));
            Files.deleteIfExists(data);
        }
    }

    private static String sha256(InputStream content) throws IOException, NoSuchAlgorithmException {
        try (var digesting = new DigestInputStream(content, MessageDigest.getInstance("SHA-256"))) {
            digesting.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        }
    }

    private static void say(String way, long start, String digest) {
        var peak =
                ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .map(MemoryPoolMXBean::getPeakUsage)
                        .mapToLong(usage -> usage.getUsed())
                        .sum();
        var seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%s: %d MB in %.1f s, heap at most %d MB, sha256 %s%n",
                way, SIZE >> 20, seconds, peak >> 20, digest);
    }
}
