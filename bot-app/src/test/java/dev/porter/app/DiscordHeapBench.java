package dev.porter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.core.Traces;
import dev.porter.discord.FakeDiscord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/// Whether the shipped jar, with 256 MB of heap, needs more of it for the largest file that comes
/// from Discord than for small ones.
class DiscordHeapBench {
    private static final long LARGEST = 500L << 20;
    private static final long SMALL = 10_000_000;
    private static final int SMALL_FILES = 6;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String CODE = "BENCH-0F-PORTER";

    /// What a full collection leaves over differs from one to the next by about as much.
    private static final int MEGABYTES_OF_NOISE = 12;

    private final Path folder = Path.of("target", "bench-discord").toAbsolutePath();
    private final Path log = folder.resolve("gc.log");
    private final FakeDiscord discord = FakeDiscord.start();
    private PorterProcess porter;

    @BeforeEach
    void start() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
        Files.createDirectories(folder);
        var jar = Path.of("target", "porter.jar").toString();
        porter =
                PorterProcess.start(
                        folder.resolve("data"),
                        Stream.concat(HeapWatch.watched(log).stream(), Stream.of("-jar", jar))
                                .toList(),
                        "--porter.discord.token=" + FakeDiscord.TOKEN,
                        "--porter.discord.api-url=" + discord.api(),
                        "--porter.discord.gateway-url=" + discord.gateway().address(),
                        "--porter.claim-code=" + CODE);
        await().atMost(PATIENCE).until(discord.gateway()::isConnected);
    }

    @AfterEach
    void end() throws IOException {
        porter.close();
        discord.close();
        FileSystemUtils.deleteRecursively(folder);
    }

    @Test
    void the_heap_is_flat_whatever_the_size() throws IOException, InterruptedException {
        var ada = DiscordPerson.arrivesAt(discord, "Ada");
        ada.runs("/claim " + CODE);
        ada.signsUp("ada");
        store(ada, "warm.bin", SMALL);

        var small = new HeapWatch(porter, log);
        for (var i = 0; i < SMALL_FILES; i++) {
            store(ada, "small-%d.bin".formatted(i), SMALL);
        }
        var forSmall = small.end();
        var large = new HeapWatch(porter, log);
        store(ada, "film.mp4", LARGEST);
        var forLarge = large.end();

        var figures = new Figures();
        figures.add("discord-heap-peak-10MB", forSmall.peak(), "MB");
        figures.add("discord-heap-peak-500MB", forLarge.peak(), "MB");
        figures.add("discord-heap-live-10MB", forSmall.live(), "MB");
        figures.add("discord-heap-live-500MB", forLarge.live(), "MB");
        figures.ratio(
                "discord-heap-live-500MB-to-10MB",
                "discord-heap-live-500MB",
                "discord-heap-live-10MB");
        figures.publish(Path.of("target", "bench-discord.json"));
        assertThat(forLarge.live()).isLessThan(forSmall.live() + MEGABYTES_OF_NOISE);
        assertThat(porter.output()).doesNotContain("OutOfMemoryError");
    }

    private void store(DiscordPerson ada, String name, long size) throws IOException {
        var seed = name.hashCode();
        var file =
                discord.keep(
                        name, "application/octet-stream", size, _ -> Samples.random(seed, size));
        var _ = ada.client().writes("", List.of(file));
        var sha256 = Samples.sha256(Samples.random(seed, size));
        await().atMost(PATIENCE)
                .until(() ->
                        ada.sees().stream()
                                .anyMatch(seen ->
                                        seen.text().contains("Stored and verified")
                                                && seen.text().contains(sha256)));
        assertThat(Samples.sha256(Files.newInputStream(onTheNas(name)))).isEqualTo(sha256);
    }

    private Path onTheNas(String name) {
        return Traces.files(folder.resolve("data/nas")).stream()
                .filter(file -> file.endsWith(name))
                .findFirst()
                .orElseThrow();
    }
}
