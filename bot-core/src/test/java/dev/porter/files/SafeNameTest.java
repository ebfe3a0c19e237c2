package dev.porter.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.porter.nas.HostileNames;
import dev.porter.nas.NasPath;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeNameTest {
    /// A million with `-Dnames=1000000`.
    private static final int GENERATED = Integer.getInteger("names", 200_000);

    private static final int[] SPICE = {
        '/', '\\', ':', '*', '?', '"', '<', '>', '|', '.', '.', ' ', 0, 7, 10, 13, 0x7F, 0x85, 0xA0,
        0xAD, 0x200B, 0x200D, 0x200E, 0x202E, 0x2028, 0x2066, 0x3000, 0xFEFF, 0xFFFE, 0xFFFF, 0x301,
        0x308, 0x327, 0x1100, 0x1161, 0x11A8, 0x212B, 0x130, 0x131, 0xDF, 0xFB01, 0xE000, 0xD800,
        0xDFFF, 0x1F600, 0x1F468, 0xE0041, 0x10FFFF, 0x1D160, 0x2126, 'e', 'A', 'o', 'c', 'n', 'u',
        'l', 'p', 't', '1', '%', '$', '~', '-', '(', ')'
    };

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, etc passwd",
        "C:\\con.txt, C con.txt",
        "CON, _CON",
        "nul.tar.gz, _nul.tar.gz",
        "'com1 .txt', _com1.txt",
        "'a  b . ', a b",
        "a:$DATA, a $DATA",
        ".hidden, hidden",
        "x.tar.gz, x.tar.gz"
    })
    void a_name_says_what_it_said_without_what_is_dangerous(String name, String safe) {
        assertThat(SafeName.of(name, "file")).isEqualTo(safe);
    }

    @Test
    void the_corpus_becomes_names() {
        var corpus = corpus();
        assertThat(corpus).hasSizeGreaterThanOrEqualTo(500).doesNotHaveDuplicates();
        corpus.forEach(SafeNameTest::check);
    }

    @Test
    void generated_names_become_names() {
        var seed = new Random().nextLong();
        System.out.println("SafeNameTest: seed " + seed);
        var random = new Random(seed);
        assertTimeout(
                Duration.ofMinutes(10),
                () -> {
                    for (var i = 0; i < GENERATED; i++) {
                        check(generated(random));
                    }
                });
        System.out.printf(
                "reliability: S1 fixed=%d generated=%d escapes=0 exceptions=0%n",
                corpus().size(), GENERATED);
    }

    @Test
    void a_very_long_name_costs_little() {
        assertTimeout(
                Duration.ofMinutes(1),
                () -> {
                    for (var name : List.of("a", "ü", "😀", "e\u0301", "a.", " .")) {
                        check(name.repeat(64 * 1024));
                    }
                });
    }

    @Test
    void numbered_names_differ_and_are_names() {
        for (var name : corpus()) {
            var safe = SafeName.of(name, "file");
            var all = new HashSet<String>();
            all.add(safe);
            for (var number : new int[] {2, 3, 10, 99, 9_999}) {
                var numbered = SafeName.numbered(safe, number);
                assertThat(all.add(SafeName.key(numbered))).as(numbered).isTrue();
                assertThat(NasPath.isName(numbered)).isTrue();
                assertThat(numbered.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(180);
            }
        }
    }

    private static void check(String name) {
        var safe = SafeName.of(name, "file");
        if (!NasPath.isName(safe)
                || safe.getBytes(StandardCharsets.UTF_8).length > 180
                || safe.startsWith(".")
                || safe.startsWith(" ")
                || safe.endsWith(".")
                || safe.endsWith(" ")
                || !Normalizer.isNormalized(safe, Normalizer.Form.NFC)
                || safe.codePoints().anyMatch(c -> "\\/:*?\"<>|".indexOf(c) >= 0)
                || !SafeName.of(safe, "other").equals(safe)) {
            throw new AssertionError(
                    "%s -> %s -> %s"
                            .formatted(
                                    escaped(name),
                                    escaped(safe),
                                    escaped(SafeName.of(safe, "other"))));
        }
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder();
        text.chars()
                .limit(300)
                .forEach(c ->
                        escaped.append(
                                c > 32 && c < 127
                                        ? "" + (char) c
                                        : String.format(Locale.ROOT, "\\u%04X", c)));
        return escaped.toString();
    }

    private static String generated(Random random) {
        var name = new StringBuilder();
        var length = random.nextInt(20) == 0 ? 150 + random.nextInt(120) : random.nextInt(14);
        for (var i = 0; i < length; i++) {
            switch (random.nextInt(6)) {
                case 0 -> name.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
                case 1 -> name.append((char) random.nextInt(Character.MAX_VALUE + 1));
                case 2, 3 -> name.append((char) (32 + random.nextInt(95)));
                default -> name.appendCodePoint(SPICE[random.nextInt(SPICE.length)]);
            }
        }
        return name.toString();
    }

    private static List<String> corpus() {
        var all = new HashSet<String>(HostileNames.all());
        for (var up : List.of("..", ".", "...", "%2e%2e", "..%00", "．．", "‥", "~")) {
            for (var slash : List.of("/", "\\", "%2f", "／", "∕", "⧵", "//", "\\/")) {
                for (var end : List.of("etc", "", "x.txt")) {
                    all.add((up + slash).repeat(3) + end);
                }
            }
        }
        for (var device : List.of("con", "PRN", "Aux", "nul", "com1", "LPT9", "com¹", "CONIN$")) {
            for (var end :
                    List.of("", ".txt", " .txt", ".", " ", "..", ".a.b", ":", "/", "\u200B")) {
                all.add(device + end);
                all.add(" " + device + end);
            }
        }
        for (var c = 0; c < 32; c++) {
            all.add((char) c + "a.txt");
            all.add("a" + (char) c + ".txt");
            all.add("a.t" + (char) c + "xt");
        }
        for (var c = 0x2000; c < 0x2070; c++) {
            all.add("a" + (char) c + "b.txt");
        }
        for (var c : SPICE) {
            all.add(Character.toString(c));
            all.add(Character.toString(c).repeat(300));
            all.add("a" + Character.toString(c) + ".txt");
        }
        for (var n : new int[] {1, 170, 176, 177, 180, 181, 255, 4_000}) {
            all.add("a".repeat(n));
            all.add("ü".repeat(n) + ".txt");
            all.add("😀".repeat(n) + ".jpeg");
            all.add("a".repeat(n) + " .txt");
            all.add("a.".repeat(n));
            all.add("x." + "e".repeat(n));
        }
        all.add("");
        return new ArrayList<>(all);
    }
}
