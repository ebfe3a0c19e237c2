package dev.porter.gateway.synology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.nas.Measured;
import dev.porter.nas.NasPath;
import dev.porter.nas.UserName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sends a large file to a simulated DSM in another process, as Porter and as curl do it, and reads
/// it back: says how fast that was and how much memory it took, and fails when it was too slow or
/// took too much. Only by hand, see docs/synology.md.
class TransfersByHand {
    private static final String MEGABYTES = "transfers.megabytes";
    private static final long SIZE = Long.getLong(MEGABYTES, 2_000) << 20;

    private static final String TIMES = "transfers.rounds";

    /// The first one is for the JVMs to get warm, and its speed does not count.
    private static final int ROUNDS = Integer.getInteger(TIMES, 4);

    /// Of curl's speed.
    private static final double SLOWEST = 0.8;

    /// Whatever the size of the file.
    private static final long MOST_HEAP = 128L << 20;

    @Test
    void a_large_file_goes_up_and_down_as_fast_as_curl_sends_it(@TempDir Path folder)
            throws Exception {
        var file = random(folder.resolve("film.bin"));
        var dsm = simulator();
        try (var said = dsm.inputReader()) {
            assertThat(porter(file, settings(said))).isZero();
        } finally {
            dsm.destroy();
            dsm.waitFor();
        }
    }

    /// The simulated DSM as an administrator starts it who wants to try Porter: with one command.
    static Process simulator() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "src/test/java/dev/porter/gateway/synology/simulator/DsmSimulator.java",
                        "dsm721",
                        "0")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /// Porter's side, with as little memory as it should need.
    private static int porter(Path file, Map<String, String> settings) throws Exception {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-D%s=%d".formatted(MEGABYTES, SIZE >> 20),
                                "-D%s=%d".formatted(TIMES, ROUNDS),
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                TransfersByHand.class.getName(),
                                file.toString()));
        settings.forEach((key, value) -> command.add(key + "=" + value));
        var porter = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var said = porter.inputReader()) {
            said.lines().forEach(System.out::println);
        }
        return porter.waitFor();
    }

    /// Porter with a memory of its own.
    ///
    /// @param arguments the file, and the settings as `key=value`
    public static void main(String... arguments) throws Exception {
        var settings = new HashMap<String, String>();
        for (var pair : List.of(arguments).subList(1, arguments.length)) {
            settings.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
        }
        try (var nas =
                new SynologyNas(
                        Dsm.bind(settings).checked(),
                        DsmPace.USUAL,
                        Dsm.TEMPORARY,
                        Clock.systemUTC())) {
            compare(nas, Path.of(arguments[0]), settings.get("url") + "/webapi/entry.cgi");
        }
    }

    private static Path random(Path file) throws IOException {
        var random = new Random(7);
        var piece = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long left = SIZE; left > 0; left -= piece.length) {
                random.nextBytes(piece);
                out.write(piece);
            }
        }
        return file;
    }

    /// Reads what the simulator says Porter needs.
    static Map<String, String> settings(BufferedReader said) throws IOException {
        var settings = new HashMap<String, String>();
        while (!settings.containsKey("password")) {
            var line = said.readLine();
            if (line == null) {
                throw new IOException("The simulator did not start.");
            }
            if (line.startsWith("PORTER_NAS_SYNOLOGY_")) {
                var pair = line.substring("PORTER_NAS_SYNOLOGY_".length()).split("=", 2);
                settings.put(pair[0].toLowerCase(Locale.ROOT), pair[1]);
            }
        }
        return settings;
    }

    private static void compare(SynologyNas nas, Path file, String address) throws Exception {
        var owner = new UserName("film");
        nas.files().createHome(owner);
        var ours = new ArrayList<Double>();
        var curls = new ArrayList<Double>();
        for (int round = 0; round < ROUNDS; round++) {
            var path = NasPath.home(owner).resolve("film-" + round + ".bin");
            settle();
            var start = System.nanoTime();
            try (var in = Files.newInputStream(file)) {
                assertThat(nas.files().write(path, in, SIZE)).isEqualTo(SIZE);
            }
            ours.add(say("upload", start));
            start = System.nanoTime();
            try (var in = nas.files().open(path, 0)) {
                assertThat(in.transferTo(OutputStream.nullOutputStream())).isEqualTo(SIZE);
            }
            say("download", start);
            if (round == 0) {
                isTheSame(nas, path, file);
            }
            assertThat(nas.files().delete(path)).isTrue();
            settle();
            curls.add(curl(file, address));
            assertThat(nas.files().delete(NasPath.home(owner).resolve("curl.bin"))).isTrue();
        }
        var ratio = best(ours.subList(1, ROUNDS)) / best(curls.subList(1, ROUNDS));
        System.out.printf(
                Locale.ROOT,
                "bench: upload-ratio=%.2f of curl, heap-peak=%d MB%n",
                ratio,
                peak() >> 20);
        assertThat(ratio).as("of curl's speed").isGreaterThanOrEqualTo(SLOWEST);
        assertThat(peak()).as("heap").isLessThan(MOST_HEAP);
    }

    /// What came to the NAS, and what comes from it, is what was sent.
    private static void isTheSame(SynologyNas nas, NasPath path, Path file) throws IOException {
        try (var sent = new Measured(Files.newInputStream(file), true);
                var back = new Measured(nas.files().open(path, 0), true)) {
            sent.transferTo(OutputStream.nullOutputStream());
            back.transferTo(OutputStream.nullOutputStream());
            var fingerprint = sent.fingerprint();
            assertThat(back.fingerprint()).isEqualTo(fingerprint);
            assertThat(nas.files().matches(path, fingerprint)).isTrue();
        }
    }

    private static double curl(Path file, String address) throws Exception {
        var session =
                run(
                                "curl",
                                "-sk",
                                address,
                                "-d",
                                "api=SYNO.API.Auth",
                                "-d",
                                "version=7",
                                "-d",
                                "method=login",
                                "-d",
                                "session=curl",
                                "-d",
                                "format=sid",
                                "-d",
                                "account=porter-files",
                                "-d",
                                "passwd=Carry-1-Box")
                        .replaceAll("(?s).*\"sid\":\"([^\"]+)\".*", "$1");
        var start = System.nanoTime();
        var answer =
                run(
                        "curl",
                        "-sk",
                        address + "?api=SYNO.FileStation.Upload&version=2&method=upload",
                        "-b",
                        "id=" + session,
                        "-H",
                        "Expect:",
                        "-F",
                        "path=/homes/film",
                        "-F",
                        "create_parents=true",
                        "-F",
                        "overwrite=true",
                        "-F",
                        "file=@" + file + ";filename=curl.bin");
        assertThat(answer).contains("\"success\":true");
        return say("curl-upload", start);
    }

    /// What one has written the disk shall not do in the time of the other.
    private static void settle() throws Exception {
        run("sync");
    }

    private static String run(String... command) throws Exception {
        var process = new ProcessBuilder(command).start();
        var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return answer;
    }

    private static double say(String what, long start) {
        var speed = (SIZE >> 20) / ((System.nanoTime() - start) / 1e9);
        System.out.printf(Locale.ROOT, "bench: %s=%.0f MB/s%n", what, speed);
        return speed;
    }

    private static double best(List<Double> speeds) {
        return speeds.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
