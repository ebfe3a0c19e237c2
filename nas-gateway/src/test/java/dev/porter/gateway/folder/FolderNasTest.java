package dev.porter.gateway.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porter.nas.GeneratedStream;
import dev.porter.nas.Nas;
import dev.porter.nas.NasContract;
import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.NasPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderNasTest extends NasContract {
    @TempDir Path temporary;

    @Override
    protected Nas newNas() {
        return start(OptionalLong.empty());
    }

    private Nas start(OptionalLong quota) {
        return start(quota, new Calls());
    }

    private Nas start(OptionalLong quota, Calls calls) {
        return new FolderNas(root(), temporary.resolve("data/nas-folders"), quota, calls);
    }

    private Path root() {
        return temporary.resolve("nas");
    }

    private Path home() {
        return root().resolve("alice");
    }

    @Test
    void porter_keeps_the_accounts() {
        assertThat(nas().accounts()).isEmpty();
    }

    @Test
    void homes_and_files_are_closed_to_others() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        write(alice("docs/a.txt"), "a");
        for (var folder : new Path[] {root(), home(), home().resolve("docs")}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
        }
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(home().resolve("docs/a.txt"))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_file_is_an_ordinary_file_under_its_own_name() throws IOException {
        write(alice("Backup/2026/Grüße.txt"), "hello");
        assertThat(home().resolve("Backup/2026").resolve(Names.path("Grüße.txt")))
                .hasContent("hello");
        assertThat(root().resolve(Root.INCOMING)).isEmptyDirectory();
    }

    @Test
    void another_start_finds_everything_again() {
        write(alice("a.txt"), "a");
        var again = start(OptionalLong.empty());
        assertThat(again.health().ready()).isTrue();
        assertThat(again.files().stat(alice("a.txt"))).isPresent();
    }

    @Test
    void what_a_killed_porter_left_half_written_is_gone_after_a_start() throws IOException {
        var left = root().resolve(Root.INCOMING).resolve("left-over");
        write(alice("a.txt"), "a");
        Files.writeString(left, "half");
        start(OptionalLong.empty()).health();
        assertThat(left).doesNotExist();
    }

    @Test
    void what_a_living_porter_is_writing_stays_at_the_start_of_another() throws IOException {
        write(alice("a.txt"), "a");
        var living = root().resolve(Root.INCOMING).resolve("living");
        try (var channel =
                        FileChannel.open(
                                living, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            start(OptionalLong.empty()).health();
            assertThat(lock.isValid()).isTrue();
            assertThat(living).exists();
        }
    }

    @Test
    void a_name_that_is_there_already_is_on_the_disk_when_that_is_said() throws IOException {
        write(alice("a.txt"), "a");
        write(alice("b.txt"), "b");
        var forced = new AtomicInteger();
        var watched =
                new Calls() {
                    @Override
                    void asks(Step step, Consumer<Duration> within) {
                        forced.addAndGet(step == Step.FORCE ? 1 : 0);
                        super.asks(step, within);
                    }
                };
        var files = start(OptionalLong.empty(), watched).files();
        assertThat(files.stat(alice("a.txt"))).isPresent();
        forced.set(0);
        assertThat(files.move(alice("a.txt"), alice("b.txt"))).isFalse();
        assertThat(forced).hasPositiveValue();
    }

    @Test
    void what_is_written_while_somebody_sweeps_is_written_whole() throws Exception {
        write(alice("first.bin"), "x");
        var sweeping = new AtomicBoolean(true);
        // Each Porter has threads of its own, and on a slow disk there are thousands of them.
        var threads = new Calls();
        var sweeper =
                Thread.ofPlatform()
                        .start(() -> {
                            while (sweeping.get()) {
                                start(OptionalLong.empty(), threads).health();
                            }
                        });
        try {
            var stored =
                    together(
                            8,
                            n -> {
                                for (var i = 0; i < 25; i++) {
                                    write(alice("%d-%d".formatted(n, i)), "x".repeat(n + 1));
                                }
                                return true;
                            });
            assertThat(stored).containsOnly(true);
        } finally {
            sweeping.set(false);
            sweeper.join();
        }
        assertThat(files().list(NasPath.home(ALICE), 0, 1000)).hasSize(201);
        start(OptionalLong.empty()).health();
        assertThat(root().resolve(Root.INCOMING)).isEmptyDirectory();
    }

    @Test
    void an_account_cannot_store_beyond_its_quota() throws IOException {
        var files = start(OptionalLong.of(1000)).files();
        files.write(alice("a.bin"), new GeneratedStream(600, Long.MAX_VALUE), 600);
        refused(
                Kind.NO_SPACE,
                () -> files.write(alice("b.bin"), new GeneratedStream(401, Long.MAX_VALUE), 401));
        refused(
                Kind.NO_SPACE,
                () ->
                        files.write(
                                alice("b.bin"), new GeneratedStream(1L << 40, Long.MAX_VALUE), -1));
        assertThat(files.stat(alice("b.bin"))).isEmpty();
        assertThat(files.space(ALICE).used()).isEqualTo(600);
        assertThat(files.space(ALICE).quota()).hasValue(1000);
        assertThat(files.room(ALICE)).hasValue(400);
        files.write(alice("b.bin"), new GeneratedStream(400, Long.MAX_VALUE), 400);
        files.write(bob("b.bin"), new GeneratedStream(1000, Long.MAX_VALUE), -1);
        assertThat(files.delete(alice("a.bin"))).isTrue();
        files.write(alice("c.bin"), new GeneratedStream(600, Long.MAX_VALUE), -1);
    }

    @Test
    void writers_side_by_side_stay_within_the_quota_together() throws Exception {
        var files = start(OptionalLong.of(5000)).files();
        var stored =
                together(
                        16,
                        n -> {
                            try {
                                files.write(
                                        alice("f" + n),
                                        new GeneratedStream(1000, Long.MAX_VALUE),
                                        -1);
                                return true;
                            } catch (NasException e) {
                                return false;
                            }
                        });
        assertThat(stored).filteredOn(yes -> yes).hasSize(5);
        assertThat(files.space(ALICE).used()).isEqualTo(5000);
    }

    @Test
    void a_write_that_is_interrupted_leaves_nothing() {
        var content =
                new ByteArrayInputStream(new byte[200_000]) {
                    @Override
                    public synchronized int read(byte[] buffer, int offset, int length) {
                        Thread.currentThread().interrupt();
                        return super.read(buffer, offset, length);
                    }
                };
        refused(Kind.AWAY, () -> files().write(alice("a.txt"), content, 200_000));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(files().list(NasPath.home(ALICE), 0, 10)).isEmpty();
        assertThat(root().resolve(Root.INCOMING)).isEmptyDirectory();
    }

    @Test
    void a_name_that_is_no_unicode_is_refused() {
        for (var name : new String[] {"lone \uD800 surrogate", "\uDC00"}) {
            refused(
                    Kind.INVALID,
                    () -> files().write(alice(name), new ByteArrayInputStream(new byte[1]), 1));
            refused(Kind.INVALID, () -> files().createFolder(alice(name).resolve("below")));
        }
        assertThat(home()).isEmptyDirectory();
    }

    @Test
    void a_file_of_somebody_else_with_an_impossible_name_is_not_listed_but_counts()
            throws IOException {
        assumeTrue(Directory.holds());
        Files.writeString(home().resolve("two\nlines"), "12345");
        Files.writeString(home().resolve("back\\slash"), "12345");
        Files.writeString(Path.of(URI.create("file://" + home() + "/%FF%FE.txt")), "12345");
        assertThat(files().list(NasPath.home(ALICE), 0, 10)).isEmpty();
        assertThat(files().search(NasPath.home(ALICE), "", 10)).isEmpty();
        assertThat(files().space(ALICE).used()).isEqualTo(15);
        assertThat(files().removeEmptyHome(ALICE)).isFalse();
    }
}
