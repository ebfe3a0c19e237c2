package dev.porter.gateway.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.porter.language.Language;
import dev.porter.nas.GeneratedStream;
import dev.porter.nas.Nas;
import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.NasPath;
import dev.porter.nas.UserName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Disks that fill up, vanish or may not be written to. What needs a real disk mounts one, and is
/// skipped where that is not permitted.
class FolderDiskTest {
    private static final UserName ALICE = new UserName("alice");

    @TempDir Path temporary;
    @RegisterExtension final Mounts mounts = new Mounts();

    private Nas start(Path root) {
        return new FolderNas(root, temporary.resolve("known"), OptionalLong.empty());
    }

    private static NasPath alice(String path) {
        return new NasPath(ALICE, path);
    }

    private static void write(Nas nas, String path, long bytes, long said) {
        try {
            nas.files().write(alice(path), new GeneratedStream(bytes, Long.MAX_VALUE), said);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void refused(Kind kind, ThrowingCallable call) {
        assertThatExceptionOfType(NasException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
    }

    private Path mount(String... how) throws Exception {
        return mounts.at(temporary.resolve("disk"), how);
    }

    @Test
    void a_full_disk_publishes_nothing_and_leaves_nothing() throws Exception {
        var disk = mount("-t", "tmpfs", "-o", "size=2m", "tmpfs");
        var nas = start(disk);
        nas.files().createHome(ALICE);
        write(nas, "small.bin", 100_000, -1);
        refused(Kind.NO_SPACE, () -> write(nas, "docs/large.bin", 8 << 20, -1));
        refused(Kind.NO_SPACE, () -> write(nas, "docs/large.bin", 8 << 20, 8 << 20));
        assertThat(nas.files().stat(alice("docs/large.bin"))).isEmpty();
        assertThat(disk.resolve(Root.INCOMING)).isEmptyDirectory();
        assertThat(nas.files().space(ALICE).used()).isEqualTo(100_000);
        assertThat(nas.health().free()).isGreaterThan(1 << 20);
        write(nas, "docs/large.bin", 1 << 20, 1 << 20);
    }

    @Test
    void a_disk_without_room_for_another_name_publishes_nothing() throws Exception {
        var disk = mount("-t", "tmpfs", "-o", "size=2m,nr_inodes=8", "tmpfs");
        var nas = start(disk);
        nas.files().createHome(ALICE);
        refused(
                Kind.NO_SPACE,
                () -> {
                    for (var n = 0; n < 8; n++) {
                        write(nas, "file-" + n, 1, 1);
                    }
                });
        assertThat(disk.resolve(Root.INCOMING)).isEmptyDirectory();
        assertThat(nas.files().list(NasPath.home(ALICE), 0, 10)).allMatch(f -> f.size() == 1);
    }

    @Test
    void a_disk_that_may_only_be_read_is_read_and_says_so() throws Exception {
        var disk = mount("-t", "tmpfs", "-o", "size=2m", "tmpfs");
        var nas = start(disk);
        nas.files().createHome(ALICE);
        write(nas, "a.bin", 10, 10);
        assertThat(Mounts.run("mount", "-o", "remount,ro", disk.toString())).isTrue();
        for (var now : new Nas[] {nas, start(disk)}) {
            assertThat(now.files().stat(alice("a.bin"))).isPresent();
            refused(Kind.NOT_PERMITTED, () -> write(now, "b.bin", 10, 10));
            refused(Kind.NOT_PERMITTED, () -> now.files().delete(alice("a.bin")));
            refused(Kind.NOT_PERMITTED, () -> now.files().move(alice("a.bin"), alice("b.bin")));
            refused(Kind.NOT_PERMITTED, () -> now.files().createFolder(alice("docs")));
            assertThat(now.health().ready()).isFalse();
            assertThat(now.health().words()).contains("read but not written").endsWith(".");
        }
    }

    @Test
    void an_unmounted_disk_is_away_and_nothing_is_put_in_its_place() throws Exception {
        var real = Files.createDirectory(temporary.resolve("real"));
        var disk = mount("--bind", real.toString());
        var nas = start(disk);
        nas.files().createHome(ALICE);
        write(nas, "a.bin", 10, 10);
        assertThat(Mounts.run("umount", disk.toString())).isTrue();
        for (var now : new Nas[] {nas, start(disk)}) {
            refused(Kind.AWAY, () -> write(now, "b.bin", 10, 10));
            refused(Kind.AWAY, () -> now.files().createHome(ALICE));
            refused(Kind.AWAY, () -> now.files().stat(alice("a.bin")));
            refused(Kind.AWAY, () -> now.files().space(ALICE));
            assertThat(now.health().ready()).isFalse();
            assertThat(now.health().words()).contains("Mount the disk again").endsWith(".");
        }
        assertThat(disk).isEmptyDirectory();
        mount("--bind", real.toString());
        assertThat(nas.health().ready()).isTrue();
        assertThat(nas.files().stat(alice("a.bin"))).isPresent();
    }

    @Test
    void a_known_folder_that_vanished_is_away_and_not_made_again() throws IOException {
        var root = temporary.resolve("nas");
        var nas = start(root);
        nas.files().createHome(ALICE);
        Files.move(root, temporary.resolve("moved"));
        for (var now : new Nas[] {nas, start(root)}) {
            refused(Kind.AWAY, () -> now.files().createHome(ALICE));
            assertThat(now.health().ready()).isFalse();
        }
        assertThat(root).doesNotExist();
        Files.move(temporary.resolve("moved"), root);
        assertThat(nas.files().stat(NasPath.home(ALICE))).isPresent();
    }

    @Test
    void another_porters_folder_in_the_same_place_is_away() throws IOException {
        var root = temporary.resolve("nas");
        var nas = start(root);
        assertThat(nas.health().ready()).isTrue();
        var other = temporary.resolve("other");
        assertThat(start(other).health().ready()).isTrue();
        Files.move(root, temporary.resolve("aside"));
        Files.move(other, root);
        refused(Kind.AWAY, () -> nas.files().createHome(ALICE));
        assertThat(nas.health().words()).contains("another one than before");
    }

    @Test
    void a_folder_with_other_files_is_only_used_when_the_administrator_says_so()
            throws IOException {
        var root = Files.createDirectory(temporary.resolve("nas"));
        Files.writeString(root.resolve("holiday.jpg"), "x");
        var nas = start(root);
        assertThat(nas.health().ready()).isFalse();
        assertThat(nas.health().words()).contains("empty file .porter-nas");
        assertThat(Language.GERMAN.speak(nas.health()::words))
                .contains(root.toString(), "leere Datei .porter-nas");
        refused(Kind.NOT_PERMITTED, () -> nas.files().createHome(ALICE));
        Files.createFile(root.resolve(Root.MARKER));
        assertThat(nas.health().ready()).isTrue();
        assertThat(nas.files().createHome(ALICE)).isTrue();
        assertThat(root.resolve("holiday.jpg")).hasContent("x");
    }

    @Test
    void a_folder_is_known_again_after_porters_own_data_were_lost() throws IOException {
        var root = temporary.resolve("nas");
        start(root).files().createHome(ALICE);
        Files.delete(temporary.resolve("known"));
        assertThat(start(root).files().stat(NasPath.home(ALICE))).isPresent();
        assertThat(temporary.resolve("known")).exists();
    }

    @Test
    void an_administrator_can_replace_a_folder_by_an_empty_one() throws IOException {
        var root = temporary.resolve("nas");
        start(root).files().createHome(ALICE);
        Files.move(root, temporary.resolve("aside"));
        Files.createDirectory(root);
        refused(Kind.AWAY, () -> start(root).files().createHome(ALICE));
        Files.createFile(root.resolve(Root.MARKER));
        var nas = start(root);
        assertThat(nas.files().createHome(ALICE)).isTrue();
        assertThat(start(root).files().createHome(ALICE)).isFalse();
    }

    @Test
    void a_file_where_the_folder_should_be_is_said_in_one_sentence() throws IOException {
        var root = Files.createFile(temporary.resolve("nas"));
        assertThat(start(root).health().words()).startsWith("There is a file at");
        refused(Kind.NOT_PERMITTED, () -> start(root).files().createHome(ALICE));
    }

    @Test
    void the_folder_itself_may_be_behind_a_link() throws IOException {
        var real = Files.createDirectory(temporary.resolve("real"));
        var link = Files.createSymbolicLink(temporary.resolve("link"), real);
        var nas = start(link);
        assertThat(nas.files().createHome(ALICE)).isTrue();
        nas.files().write(alice("a"), new ByteArrayInputStream(new byte[3]), 3);
        assertThat(real.resolve("alice/a")).hasSize(3);
    }
}
