package dev.porter.nas;

import static dev.porter.nas.InMemoryNas.fingerprint;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porter.nas.NasException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every [Nas] promises. A backend's test extends it, makes the NAS, and overrides the methods
/// that say where it honestly differs.
public abstract class NasContract {
    /// Has a home in every test.
    protected static final UserName ALICE = new UserName("alice");

    /// Has a home in every test.
    protected static final UserName BOB = new UserName("bob");

    /// Has no home when a test begins.
    protected static final UserName NOBODY = new UserName("nobody");

    private Nas nas;

    /// Makes a NAS with no home in it.
    protected abstract Nas newNas() throws Exception;

    /// Whether a file can have this name. What it cannot have is refused as `INVALID`.
    protected boolean takes(String name) {
        return true;
    }

    /// Whether a write and a deletion are seen at once in the space that is used.
    protected boolean countsSpaceAtOnce() {
        return true;
    }

    /// How many bytes the streaming test sends.
    protected long streamedBytes() {
        return 64L << 20;
    }

    /// How many threads work side by side.
    protected int threads() {
        return 16;
    }

    /// The NAS of this test.
    protected final Nas nas() {
        return nas;
    }

    /// Its files.
    protected final NasFiles files() {
        return nas.files();
    }

    /// A path in Alice's home.
    protected static NasPath alice(String path) {
        return new NasPath(ALICE, path);
    }

    /// A path in Bob's home.
    protected static NasPath bob(String path) {
        return new NasPath(BOB, path);
    }

    /// Writes a text as a new file.
    protected final void write(NasPath path, String text) {
        var bytes = text.getBytes(UTF_8);
        try {
            assertThat(files().write(path, new ByteArrayInputStream(bytes), bytes.length))
                    .isEqualTo(bytes.length);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// Reads a whole file as text.
    protected final String read(NasPath path) {
        try (var in = files().open(path, 0)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// Expects a refusal of this kind.
    protected static void refused(Kind kind, ThrowingCallable call) {
        assertThatExceptionOfType(NasException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
    }

    private static InputStream bytes(int count) {
        return new ByteArrayInputStream(random(count));
    }

    private static byte[] random(int count) {
        var bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    private List<String> names(NasPath folder) {
        return files().list(folder, 0, 1000).stream().map(entry -> entry.path().name()).toList();
    }

    @BeforeEach
    void make_the_nas_and_two_homes() throws Exception {
        nas = newNas();
        assertThat(files().createHome(ALICE)).isTrue();
        assertThat(files().createHome(BOB)).isTrue();
    }

    @Test
    void says_where_it_is_and_that_it_is_ready() {
        assertThat(nas.place()).isNotBlank();
        assertThat(nas.settings())
                .isNotEmpty()
                .allSatisfy((name, value) -> {
                    assertThat(name).startsWith("porter.nas.");
                    assertThat(value).isNotBlank();
                });
        assertThat(nas.health().ready()).isTrue();
        assertThat(nas.health().words()).endsWith(".").doesNotContain("\n");
        assertThat(nas.health().free())
                .satisfiesAnyOf(
                        free -> assertThat(free).isPositive(),
                        free -> assertThat(free).isEqualTo(-1));
    }

    @Test
    void a_home_is_made_once_and_what_is_in_it_stays() {
        write(alice("a.txt"), "a");
        assertThat(files().createHome(ALICE)).isFalse();
        assertThat(read(alice("a.txt"))).isEqualTo("a");
        assertThat(files().createHome(NOBODY)).isTrue();
        assertThat(files().stat(NasPath.home(NOBODY)))
                .hasValueSatisfying(home -> {
                    assertThat(home.folder()).isTrue();
                    assertThat(home.path()).isEqualTo(NasPath.home(NOBODY));
                });
        assertThat(files().list(NasPath.home(NOBODY), 0, 10)).isEmpty();
    }

    @Test
    void a_home_that_nobody_used_is_removed_and_can_be_made_again() {
        assertThat(files().removeEmptyHome(ALICE)).isTrue();
        assertThat(files().stat(NasPath.home(ALICE))).isEmpty();
        assertThat(files().removeEmptyHome(ALICE)).isTrue();
        assertThat(files().removeEmptyHome(NOBODY)).isTrue();
        assertThat(files().createHome(ALICE)).isTrue();
    }

    @Test
    void a_home_with_nothing_but_folders_is_removed() {
        files().createFolder(alice("Backup/2026/05"));
        files().createFolder(alice(".bin"));
        assertThat(files().removeEmptyHome(ALICE)).isTrue();
        assertThat(files().stat(NasPath.home(ALICE))).isEmpty();
        assertThat(files().stat(NasPath.home(BOB))).isPresent();
    }

    @Test
    void a_home_with_a_file_deep_inside_stays_as_it_is() {
        files().createFolder(alice("empty"));
        write(alice("Backup/2026/a.txt"), "");
        assertThat(files().removeEmptyHome(ALICE)).isFalse();
        assertThat(names(NasPath.home(ALICE))).containsExactly("Backup", "empty");
        assertThat(files().stat(alice("Backup/2026/a.txt"))).isPresent();
    }

    @Test
    void nothing_is_put_into_a_home_that_was_never_made() {
        var path = new NasPath(NOBODY, "a.txt");
        refused(Kind.NOT_FOUND, () -> files().write(path, bytes(3), 3));
        refused(Kind.NOT_FOUND, () -> files().createFolder(new NasPath(NOBODY, "folder")));
        refused(Kind.NOT_FOUND, () -> files().list(NasPath.home(NOBODY), 0, 10));
        assertThat(files().stat(path)).isEmpty();
        assertThat(files().stat(NasPath.home(NOBODY))).isEmpty();
    }

    @Test
    void stat_knows_files_folders_and_what_is_not_there() {
        write(alice("docs/a.txt"), "four");
        assertThat(files().stat(alice("docs/a.txt")))
                .hasValueSatisfying(file -> {
                    assertThat(file.path()).isEqualTo(alice("docs/a.txt"));
                    assertThat(file.folder()).isFalse();
                    assertThat(file.size()).isEqualTo(4);
                });
        assertThat(files().stat(alice("docs")))
                .hasValueSatisfying(folder -> {
                    assertThat(folder.path()).isEqualTo(alice("docs"));
                    assertThat(folder.folder()).isTrue();
                    assertThat(folder.size()).isZero();
                });
        assertThat(files().stat(alice("missing"))).isEmpty();
        assertThat(files().stat(alice("missing/deeper"))).isEmpty();
        assertThat(files().stat(alice("docs/a.txt/below-a-file"))).isEmpty();
    }

    @Test
    void a_list_has_folders_first_and_names_regardless_of_case() {
        for (var file : List.of("delta.txt", "Alpha.txt", "charlie.txt", "Bravo.txt")) {
            write(alice("docs/" + file), file);
        }
        files().createFolder(alice("docs/zulu"));
        files().createFolder(alice("docs/Yankee"));
        write(alice("docs/zulu/not-this-deep.txt"), "x");
        var listed = files().list(alice("docs"), 0, 1000);
        assertThat(listed)
                .extracting(entry -> entry.path().name())
                .containsExactly(
                        "Yankee", "zulu", "Alpha.txt", "Bravo.txt", "charlie.txt", "delta.txt");
        assertThat(listed)
                .extracting(NasEntry::folder)
                .containsExactly(true, true, false, false, false, false);
        assertThat(listed).extracting(NasEntry::size).containsExactly(0L, 0L, 9L, 9L, 11L, 9L);
        assertThat(listed).allMatch(entry -> entry.path().parent().equals(alice("docs")));
    }

    @Test
    void a_list_comes_in_pages_that_fit_together() {
        for (var n = 0; n < 23; n++) {
            write(alice("pages/%02d.txt".formatted(n)), "x");
        }
        var paged = new ArrayList<NasEntry>();
        for (var offset = 0; offset < 30; offset += 5) {
            var page = files().list(alice("pages"), offset, 5);
            assertThat(page).hasSize(Math.clamp(23 - offset, 0, 5));
            paged.addAll(page);
        }
        assertThat(paged)
                .extracting(entry -> entry.path().name())
                .containsExactlyElementsOf(
                        IntStream.range(0, 23).mapToObj("%02d.txt"::formatted).toList());
        assertThat(files().list(alice("pages"), 1000, 5)).isEmpty();
    }

    @Test
    void a_list_of_what_is_no_folder_is_not_found() {
        write(alice("a.txt"), "a");
        refused(Kind.NOT_FOUND, () -> files().list(alice("missing"), 0, 10));
        refused(Kind.NOT_FOUND, () -> files().list(alice("missing/deeper"), 0, 10));
        refused(Kind.NOT_FOUND, () -> files().list(alice("a.txt"), 0, 10));
    }

    @Test
    void search_finds_files_and_folders_at_any_depth_regardless_of_case() {
        write(alice("Invoice-May.pdf"), "x");
        write(alice("docs/2026/old INVOICE.txt"), "x");
        write(alice("docs/invoices/letter.txt"), "x");
        write(alice("docs/photo.jpg"), "x");
        write(bob("invoice-of-bob.pdf"), "x");
        assertThat(files().search(NasPath.home(ALICE), "invoice", 100))
                .extracting(entry -> entry.path().path())
                .containsExactlyInAnyOrder(
                        "Invoice-May.pdf", "docs/2026/old INVOICE.txt", "docs/invoices");
        assertThat(files().search(alice("docs"), "inVOIce", 100))
                .extracting(entry -> entry.path().path())
                .containsExactlyInAnyOrder("docs/2026/old INVOICE.txt", "docs/invoices");
        assertThat(files().search(alice("docs"), "invoices", 100))
                .singleElement()
                .satisfies(entry -> assertThat(entry.folder()).isTrue());
        assertThat(files().search(NasPath.home(ALICE), "nothing like it", 100)).isEmpty();
        assertThat(files().search(alice("missing"), "invoice", 100)).isEmpty();
    }

    @Test
    void search_leaves_out_what_begins_with_a_dot() {
        write(alice(".report.txt"), "x");
        write(alice(".bin/report.txt"), "x");
        write(alice("docs/report.txt"), "x");
        assertThat(files().search(NasPath.home(ALICE), "report", 100))
                .extracting(entry -> entry.path().path())
                .containsExactly("docs/report.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "?", "[a]", "%", "_", ".*", "\"", "'", "Ä", "文"})
    void search_takes_every_sign_as_itself(String sign) {
        write(alice("plain.txt"), "x");
        write(alice("b.txt"), "x");
        if (!takes("x" + sign + "y")) {
            assertThat(files().search(NasPath.home(ALICE), sign, 100)).isEmpty();
            return;
        }
        write(alice("x" + sign + "y"), "x");
        assertThat(files().search(NasPath.home(ALICE), sign, 100))
                .extracting(entry -> entry.path().name())
                .containsExactly("x" + sign + "y");
        assertThat(files().search(NasPath.home(ALICE), sign.toLowerCase(Locale.ROOT), 100))
                .hasSize(1);
    }

    @Test
    void search_stops_at_its_limit() {
        for (var n = 0; n < 12; n++) {
            write(alice("many/%02d.txt".formatted(n)), "x");
        }
        assertThat(files().search(NasPath.home(ALICE), ".txt", 5)).hasSize(5);
        assertThat(files().search(NasPath.home(ALICE), ".txt", 12)).hasSize(12);
    }

    @Test
    void a_folder_is_made_with_those_above_it_and_may_be_there() {
        files().createFolder(alice("one/two/three"));
        write(alice("one/two/three/a.txt"), "a");
        files().createFolder(alice("one/two/three"));
        files().createFolder(alice("one"));
        files().createFolder(NasPath.home(ALICE));
        assertThat(files().stat(alice("one/two")).orElseThrow().folder()).isTrue();
        assertThat(read(alice("one/two/three/a.txt"))).isEqualTo("a");
    }

    @Test
    void a_folder_is_not_made_where_a_file_is() {
        write(alice("a.txt"), "a");
        refused(Kind.EXISTS, () -> files().createFolder(alice("a.txt")));
        refused(Kind.EXISTS, () -> files().createFolder(alice("a.txt/below")));
        refused(Kind.EXISTS, () -> files().write(alice("a.txt/below"), bytes(1), 1));
        write(alice("b.txt"), "b");
        refused(Kind.EXISTS, () -> files().move(alice("b.txt"), alice("a.txt/below")));
        assertThat(read(alice("a.txt"))).isEqualTo("a");
        assertThat(read(alice("b.txt"))).isEqualTo("b");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4095, 4096, 4097, 65_536, 1_000_003})
    void a_file_of_any_size_comes_back_as_it_was(int size) throws IOException {
        var content = random(size);
        assertThat(files().write(alice("known"), new ByteArrayInputStream(content), size))
                .isEqualTo(size);
        assertThat(files().write(alice("unknown"), new ByteArrayInputStream(content), -1))
                .isEqualTo(size);
        for (var path : List.of(alice("known"), alice("unknown"))) {
            assertThat(files().stat(path))
                    .hasValueSatisfying(file -> assertThat(file.size()).isEqualTo(size));
            assertThat(files().matches(path, fingerprint(content))).isTrue();
            try (var in = files().open(path, 0)) {
                assertThat(in.readAllBytes()).isEqualTo(content);
            }
        }
    }

    @Test
    void writing_makes_the_folders_above() {
        write(alice("Backup/2026/05/a.txt"), "a");
        assertThat(read(alice("Backup/2026/05/a.txt"))).isEqualTo("a");
        assertThat(names(alice("Backup"))).containsExactly("2026");
    }

    @Test
    void writing_leaves_the_source_open() throws IOException {
        var source = new GeneratedStream(10, Long.MAX_VALUE);
        files().write(alice("a"), source, 10);
        assertThat(source.closed()).isFalse();
    }

    @Test
    void a_write_never_overwrites() {
        write(alice("a.txt"), "first");
        refused(Kind.EXISTS, () -> files().write(alice("a.txt"), bytes(3), 3));
        refused(Kind.EXISTS, () -> files().write(alice("a.txt"), bytes(3), -1));
        files().createFolder(alice("folder"));
        refused(Kind.EXISTS, () -> files().write(alice("folder"), bytes(3), 3));
        refused(Kind.EXISTS, () -> files().write(NasPath.home(ALICE), bytes(3), 3));
        assertThat(read(alice("a.txt"))).isEqualTo("first");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 9, 11, 1_000_000})
    void a_source_of_another_length_leaves_nothing(long said) {
        assertThatThrownBy(() -> files().write(alice("a.bin"), bytes(10), said))
                .isInstanceOf(IOException.class);
        assertThat(files().stat(alice("a.bin"))).isEmpty();
        write(alice("a.bin"), "now it works");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 300_000})
    void a_source_that_breaks_leaves_nothing_and_its_own_exception_comes_out(long breaksAt) {
        for (var size : new long[] {-1, 1_000_000}) {
            var source = new GeneratedStream(1_000_000, breaksAt);
            assertThatThrownBy(() -> files().write(alice("a.bin"), source, size))
                    .isSameAs(source.trouble);
            assertThat(files().stat(alice("a.bin"))).isEmpty();
        }
        assertThat(names(NasPath.home(ALICE))).isEmpty();
    }

    @Test
    void matches_only_the_very_same_content() throws IOException {
        var content = random(100_000);
        files().write(alice("a.bin"), new ByteArrayInputStream(content), content.length);
        assertThat(files().matches(alice("a.bin"), fingerprint(content))).isTrue();
        var flipped = content.clone();
        flipped[50_000] ^= 1;
        assertThat(files().matches(alice("a.bin"), fingerprint(flipped))).isFalse();
        var shorter = Arrays.copyOf(content, content.length - 1);
        assertThat(files().matches(alice("a.bin"), fingerprint(shorter))).isFalse();
        var right = fingerprint(content);
        assertThat(
                        files().matches(
                                        alice("a.bin"),
                                        new Fingerprint(
                                                right.size() + 1, right.sha256(), right.md5())))
                .isFalse();
    }

    @Test
    void content_is_compared_also_where_nobody_computed_its_md5() throws IOException {
        var content = random(10_000);
        files().write(alice("a.bin"), new ByteArrayInputStream(content), content.length);
        var is = fingerprint(content);
        var without = new Fingerprint(is.size(), is.sha256(), null);
        assertThat(files().matches(alice("a.bin"), without)).isTrue();
        content[5_000] ^= 1;
        var other = new Fingerprint(is.size(), fingerprint(content).sha256(), null);
        assertThat(files().matches(alice("a.bin"), other)).isFalse();
    }

    @Test
    void what_is_no_file_can_be_neither_compared_nor_opened() {
        files().createFolder(alice("folder"));
        for (var path : List.of(alice("missing"), alice("missing/a"), alice("folder"))) {
            refused(Kind.NOT_FOUND, () -> files().matches(path, fingerprint("a")));
            refused(Kind.NOT_FOUND, () -> files().open(path, 0).close());
        }
    }

    @Test
    void a_file_moves_and_keeps_its_content() {
        write(alice("a.txt"), "a");
        assertThat(files().move(alice("a.txt"), alice("b.txt"))).isTrue();
        assertThat(files().stat(alice("a.txt"))).isEmpty();
        assertThat(read(alice("b.txt"))).isEqualTo("a");
        assertThat(names(NasPath.home(ALICE))).containsExactly("b.txt");
    }

    @Test
    void moving_makes_the_folders_above_the_new_place() {
        write(alice("a.txt"), "a");
        assertThat(files().move(alice("a.txt"), alice("x/y/z/a.txt"))).isTrue();
        assertThat(read(alice("x/y/z/a.txt"))).isEqualTo("a");
    }

    @Test
    void a_folder_moves_with_all_that_is_in_it() {
        write(alice("old/deep/a.txt"), "a");
        write(alice("older.txt"), "not in it");
        assertThat(files().move(alice("old"), alice("new/place"))).isTrue();
        assertThat(read(alice("new/place/deep/a.txt"))).isEqualTo("a");
        assertThat(files().stat(alice("old"))).isEmpty();
        assertThat(read(alice("older.txt"))).isEqualTo("not in it");
    }

    @Test
    void a_move_never_overwrites() {
        write(alice("a.txt"), "a");
        write(alice("b.txt"), "b");
        write(alice("full/c.txt"), "c");
        files().createFolder(alice("empty"));
        files().createFolder(alice("empty-too"));
        for (var taken : List.of("b.txt", "full", "empty", "a.txt")) {
            assertThat(files().move(alice("a.txt"), alice(taken))).as(taken).isFalse();
        }
        for (var taken : List.of("b.txt", "full", "empty-too")) {
            assertThat(files().move(alice("empty"), alice(taken))).as(taken).isFalse();
        }
        assertThat(files().move(alice("full"), alice("empty"))).isFalse();
        assertThat(files().move(alice("a.txt"), NasPath.home(ALICE))).isFalse();
        assertThat(names(NasPath.home(ALICE)))
                .containsExactly("empty", "empty-too", "full", "a.txt", "b.txt");
        assertThat(read(alice("a.txt"))).isEqualTo("a");
        assertThat(read(alice("b.txt"))).isEqualTo("b");
        assertThat(read(alice("full/c.txt"))).isEqualTo("c");
    }

    @Test
    void what_is_not_there_cannot_be_moved() {
        refused(Kind.NOT_FOUND, () -> files().move(alice("missing"), alice("b")));
        refused(Kind.NOT_FOUND, () -> files().move(alice("missing/a"), alice("x/b")));
        assertThat(files().stat(alice("x"))).isEmpty();
    }

    @Test
    void where_no_move_was_cut_there_is_none_to_end() {
        write(alice("a.txt"), "a");
        assertThat(files().resume(alice("a.txt"), alice("x/b.txt"))).isFalse();
        assertThat(files().resume(alice("missing"), alice("a.txt"))).isFalse();
        assertThat(read(alice("a.txt"))).isEqualTo("a");
        assertThat(names(NasPath.home(ALICE))).containsExactly("a.txt");
    }

    @Test
    void a_folder_cannot_move_into_itself_nor_a_home_anywhere() {
        write(alice("folder/a.txt"), "a");
        refused(Kind.INVALID, () -> files().move(alice("folder"), alice("folder/sub/folder")));
        refused(Kind.INVALID, () -> files().move(NasPath.home(ALICE), alice("home")));
        refused(Kind.INVALID, () -> files().move(alice("folder"), bob("folder")));
        assertThat(read(alice("folder/a.txt"))).isEqualTo("a");
        assertThat(names(NasPath.home(BOB))).isEmpty();
    }

    @Test
    void a_copy_goes_into_another_folder_and_leaves_the_file_as_it_is() {
        write(alice("a.txt"), "a");
        write(alice("empty.txt"), "");
        assertThat(files().copy(alice("a.txt"), alice("x/y"))).isTrue();
        assertThat(files().copy(alice("empty.txt"), alice("x/y"))).isTrue();
        assertThat(files().copy(alice("x/y/a.txt"), alice("x"))).isTrue();
        assertThat(files().delete(alice("a.txt"))).isTrue();
        assertThat(read(alice("x/y/a.txt"))).isEqualTo("a");
        assertThat(read(alice("x/a.txt"))).isEqualTo("a");
        assertThat(read(alice("x/y/empty.txt"))).isEmpty();
        assertThat(names(alice("x/y"))).containsExactly("a.txt", "empty.txt");
    }

    @Test
    void a_copy_never_overwrites() {
        write(alice("a.txt"), "a");
        write(alice("x/a.txt"), "b");
        write(alice("y/a.txt/c.txt"), "c");
        for (var folder : List.of(NasPath.home(ALICE), alice("x"), alice("y"))) {
            assertThat(files().copy(alice("a.txt"), folder)).as("%s", folder).isFalse();
        }
        refused(Kind.EXISTS, () -> files().copy(alice("x/a.txt"), alice("a.txt")));
        assertThat(read(alice("a.txt"))).isEqualTo("a");
        assertThat(read(alice("x/a.txt"))).isEqualTo("b");
        assertThat(names(alice("y/a.txt"))).containsExactly("c.txt");
    }

    @Test
    void only_a_file_is_copied_and_only_within_its_home() {
        write(alice("folder/a.txt"), "a");
        refused(Kind.NOT_FOUND, () -> files().copy(alice("missing"), alice("x")));
        refused(Kind.NOT_FOUND, () -> files().copy(alice("folder"), alice("x")));
        refused(Kind.INVALID, () -> files().copy(alice("folder/a.txt"), NasPath.home(BOB)));
        assertThat(files().stat(alice("x"))).isEmpty();
        assertThat(names(NasPath.home(BOB))).isEmpty();
    }

    @Test
    void a_change_of_case_is_a_new_name() {
        write(alice("photo.JPG"), "a");
        assertThat(files().move(alice("photo.JPG"), alice("photo.jpg"))).isTrue();
        assertThat(names(NasPath.home(ALICE))).containsExactly("photo.jpg");
        assertThat(read(alice("photo.jpg"))).isEqualTo("a");
    }

    @ParameterizedTest
    @MethodSource("lookAlikes")
    void names_that_look_alike_never_overwrite_each_other(String one, String other) {
        write(alice(one), "one");
        write(alice(other), "other");
        assertThat(read(alice(other))).isEqualTo("other");
        assertThat(names(NasPath.home(ALICE))).containsExactlyInAnyOrder(one, other);
        assertThat(read(alice(one))).isEqualTo("one");
    }

    static List<Arguments> lookAlikes() {
        var composed = "Müller-café.txt";
        return List.of(
                Arguments.of("readme.txt", "README.TXT"),
                Arguments.of(composed, Normalizer.normalize(composed, Normalizer.Form.NFD)),
                Arguments.of("straße", "STRASSE"));
    }

    @Test
    void open_skips_to_the_offset() throws IOException {
        write(alice("a.txt"), "0123456789");
        for (var offset : new int[] {0, 1, 5, 9, 10}) {
            try (var in = files().open(alice("a.txt"), offset)) {
                assertThat(new String(in.readAllBytes(), UTF_8))
                        .isEqualTo("0123456789".substring(offset));
            }
        }
        try (var in = files().open(alice("a.txt"), 11)) {
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void delete_takes_files_and_empty_folders() {
        write(alice("folder/a.txt"), "a");
        refused(Kind.NOT_PERMITTED, () -> files().delete(alice("folder")));
        assertThat(read(alice("folder/a.txt"))).isEqualTo("a");
        assertThat(files().delete(alice("folder/a.txt"))).isTrue();
        assertThat(files().delete(alice("folder/a.txt"))).isFalse();
        assertThat(files().delete(alice("folder"))).isTrue();
        assertThat(files().delete(alice("folder"))).isFalse();
        assertThat(files().delete(alice("missing/deeper"))).isFalse();
        refused(Kind.NOT_PERMITTED, () -> files().delete(NasPath.home(ALICE)));
        assertThat(files().stat(NasPath.home(ALICE))).isPresent();
        write(alice("folder/a.txt"), "again");
        assertThat(read(alice("folder/a.txt"))).isEqualTo("again");
    }

    @Test
    void the_space_used_grows_and_shrinks_with_what_is_stored() throws IOException {
        var before = files().space(ALICE);
        assertThat(before.free()).isPositive();
        assertThat(before.quota()).isEmpty();
        assertThat(files().room(ALICE)).isEmpty();
        files().write(alice("a.bin"), bytes(1_000_000), -1);
        files().write(alice("b/b.bin"), bytes(234_567), 234_567);
        if (!countsSpaceAtOnce()) {
            assertThat(files().space(ALICE).used()).isNotNegative();
            return;
        }
        assertThat(files().space(ALICE).used()).isEqualTo(before.used() + 1_234_567);
        files().move(alice("a.bin"), alice("c/moved.bin"));
        assertThat(files().space(ALICE).used()).isEqualTo(before.used() + 1_234_567);
        files().delete(alice("c/moved.bin"));
        assertThat(files().space(ALICE).used()).isEqualTo(before.used() + 234_567);
        assertThat(files().space(BOB).used()).isZero();
    }

    @Test
    void a_large_file_streams_in_and_out() throws Exception {
        var source =
                new DigestInputStream(
                        new GeneratedStream(streamedBytes(), Long.MAX_VALUE),
                        MessageDigest.getInstance("SHA-256"));
        assertThat(files().write(alice("large.bin"), source, streamedBytes()))
                .isEqualTo(streamedBytes());
        var digest = HexFormat.of().formatHex(source.getMessageDigest().digest());
        var md5 = "";
        try (var back =
                new DigestInputStream(
                        files().open(alice("large.bin"), 0), MessageDigest.getInstance("MD5"))) {
            assertThat(back.transferTo(OutputStream.nullOutputStream())).isEqualTo(streamedBytes());
            md5 = HexFormat.of().formatHex(back.getMessageDigest().digest());
        }
        assertThat(
                        files().matches(
                                        alice("large.bin"),
                                        new Fingerprint(streamedBytes(), digest, md5)))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.porter.nas.HostileNames#all")
    void a_hostile_but_legal_name_is_a_name_like_any_other(String name) {
        var path = alice("names").resolve(name);
        if (!takes(name)) {
            refused(Kind.INVALID, () -> files().write(path, bytes(3), 3));
            refused(Kind.INVALID, () -> files().createFolder(path));
            assertThat(files().search(NasPath.home(ALICE), name, 10)).isEmpty();
            return;
        }
        write(path, name);
        assertThat(names(alice("names"))).containsExactly(name);
        assertThat(files().list(alice("names"), 0, 10))
                .singleElement()
                .satisfies(entry -> assertThat(entry.path()).isEqualTo(path));
        assertThat(read(path)).isEqualTo(name);
        assertThat(files().matches(path, fingerprint(name))).isTrue();
        assertThat(files().move(path, alice("moved").resolve(name).resolve(name))).isTrue();
        assertThat(names(alice("moved"))).containsExactly(name);
        assertThat(names(NasPath.home(ALICE))).containsExactly("moved", "names");
        assertThat(files().delete(alice("moved").resolve(name).resolve(name))).isTrue();
        assertThat(files().delete(alice("moved").resolve(name))).isTrue();
        assertThat(names(alice("moved"))).isEmpty();
    }

    @Test
    void a_deep_path_works_like_a_short_one() {
        var deep = "folder/".repeat(100) + "a.txt";
        write(alice(deep), "deep");
        assertThat(read(alice(deep))).isEqualTo("deep");
        assertThat(files().search(NasPath.home(ALICE), "a.txt", 10)).hasSize(1);
    }

    @Test
    void two_accounts_never_see_each_other() {
        write(alice("docs/secret.txt"), "of alice");
        write(bob("docs/secret.txt"), "of bob");
        write(bob("only-bob.txt"), "of bob");
        assertThat(read(alice("docs/secret.txt"))).isEqualTo("of alice");
        assertThat(read(bob("docs/secret.txt"))).isEqualTo("of bob");
        assertThat(files().stat(alice("only-bob.txt"))).isEmpty();
        assertThat(files().stat(alice("bob"))).isEmpty();
        assertThat(files().search(NasPath.home(ALICE), "", 100))
                .allMatch(entry -> entry.path().home().equals(ALICE))
                .extracting(entry -> entry.path().path())
                .containsExactlyInAnyOrder("docs", "docs/secret.txt");
        assertThat(files().delete(alice("docs/secret.txt"))).isTrue();
        assertThat(read(bob("docs/secret.txt"))).isEqualTo("of bob");
    }

    @Test
    void many_threads_write_side_by_side() throws Exception {
        var each = 10;
        together(
                threads(),
                n -> {
                    for (var i = 0; i < each; i++) {
                        var content = random(1000 + n * 100 + i);
                        var temporary = alice("shared/.new/%d-%d".formatted(n, i));
                        var name = alice("shared/%d-%d.bin".formatted(n, i));
                        files().write(
                                        temporary,
                                        new ByteArrayInputStream(content),
                                        i % 2 == 0 ? content.length : -1);
                        assertThat(files().matches(temporary, fingerprint(content))).isTrue();
                        assertThat(files().move(temporary, name)).isTrue();
                        assertThat(files().matches(name, fingerprint(content))).isTrue();
                    }
                    return true;
                });
        assertThat(names(alice("shared/.new"))).isEmpty();
        assertThat(names(alice("shared"))).hasSize(threads() * each + 1);
    }

    @Test
    void of_many_moves_to_one_name_exactly_one_wins() throws Exception {
        for (var round = 0; round < 10; round++) {
            var target = alice("target-" + round);
            for (var n = 0; n < threads(); n++) {
                write(alice("from-" + n), "of " + n);
            }
            var won = together(threads(), n -> files().move(alice("from-" + n), target));
            assertThat(won).containsOnlyOnce(true);
            var winner = won.indexOf(true);
            assertThat(read(target)).isEqualTo("of " + winner);
            for (var n = 0; n < threads(); n++) {
                assertThat(files().delete(alice("from-" + n))).isEqualTo(n != winner);
            }
        }
    }

    @Test
    void of_many_folders_moving_to_one_name_exactly_one_wins() throws Exception {
        for (var n = 0; n < threads(); n++) {
            files().createFolder(alice("from-" + n));
        }
        var won = together(threads(), n -> files().move(alice("from-" + n), alice("target")));
        assertThat(won).containsOnlyOnce(true);
        assertThat(names(NasPath.home(ALICE))).hasSize(threads());
    }

    @Test
    void of_many_writes_to_one_name_exactly_one_wins() throws Exception {
        var won =
                together(
                        threads(),
                        n -> {
                            try {
                                write(alice("target"), "of " + n);
                                return true;
                            } catch (NasException e) {
                                assertThat(e.kind()).isEqualTo(Kind.EXISTS);
                                return false;
                            }
                        });
        assertThat(won).containsOnlyOnce(true);
        assertThat(read(alice("target"))).isEqualTo("of " + won.indexOf(true));
    }

    @Test
    void of_many_homes_of_one_name_exactly_one_is_made() throws Exception {
        assertThat(together(threads(), n -> files().createHome(NOBODY))).containsOnlyOnce(true);
    }

    /// Runs it once for each number below `count`, all at the same moment, and gives the results in
    /// the order of the numbers.
    protected static <T> List<T> together(int count, Numbered<T> work) throws Exception {
        var start = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<T>>();
            for (var n = 0; n < count; n++) {
                var number = n;
                Callable<T> waiting =
                        () -> {
                            start.await();
                            return work.run(number);
                        };
                running.add(executor.submit(waiting));
            }
            start.countDown();
            var results = new ArrayList<T>();
            for (var result : running) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    /// Something to do that knows its number.
    @FunctionalInterface
    protected interface Numbered<T> {
        /// Does it.
        T run(int number) throws Exception;
    }
}
