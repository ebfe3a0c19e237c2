package dev.porter.gateway.synology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porter.disk.Headroom;
import dev.porter.disk.TemporaryFolder;
import dev.porter.nas.GeneratedStream;
import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final Headroom ENOUGH = () -> Long.MAX_VALUE;
    private static final int MEGABYTE = 1 << 20;

    @TempDir Path folder;

    private static void away(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(NasException.class)
                .isThrownBy(call)
                .withMessageContaining("Porter's own disk")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.AWAY));
    }

    @Test
    void what_was_kept_comes_back_and_no_name_is_left() throws IOException {
        try (var spool = Spool.in(TemporaryFolder.in(folder))) {
            assertThat(spool.fill(new ByteArrayInputStream("hello".getBytes(UTF_8)))).isEqualTo(5);
            assertThat(spool.content().readAllBytes()).asString(UTF_8).isEqualTo("hello");
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void a_source_that_breaks_is_no_trouble_of_the_disk() {
        try (var spool = Spool.in(TemporaryFolder.in(folder))) {
            var source = new GeneratedStream(300_000, 100_000);
            assertThatThrownBy(() -> spool.fill(source)).isSameAs(source.trouble);
        }
    }

    @Test
    void a_disk_without_a_place_is_no_trouble_of_the_source() {
        away(() -> Spool.in(TemporaryFolder.in(Path.of("/dev/null/none"))).close());
    }

    @Test
    void a_disk_that_is_full_is_no_trouble_of_the_source() throws IOException {
        var full = Path.of("/dev/full");
        assumeTrue(Files.isWritable(full));
        try (var spool = new Spool(FileChannel.open(full, StandardOpenOption.WRITE), ENOUGH)) {
            away(() -> spool.fill(new ByteArrayInputStream(new byte[100])));
        }
    }

    @Test
    void what_is_left_free_for_the_database_stays_free() throws IOException {
        var file = Files.createFile(folder.resolve("a"));
        Headroom none = () -> 3L * MEGABYTE - Files.size(file);
        try (var spool = new Spool(FileChannel.open(file, StandardOpenOption.WRITE), none)) {
            away(() -> spool.fill(new GeneratedStream(64 * MEGABYTE, Long.MAX_VALUE)));
        }
        assertThat(Files.size(file)).isBetween(2L * MEGABYTE, 3L * MEGABYTE);
    }

    @Test
    void what_is_small_is_kept_on_a_full_disk_too() throws IOException {
        var file = Files.createFile(folder.resolve("a"));
        try (var spool = new Spool(FileChannel.open(file, StandardOpenOption.WRITE), () -> -1)) {
            assertThat(spool.fill(new GeneratedStream(MEGABYTE, Long.MAX_VALUE)))
                    .isEqualTo(MEGABYTE);
        }
    }

    @Test
    void a_disk_that_breaks_is_no_trouble_of_the_source() throws IOException {
        var gone = FileChannel.open(Files.createFile(folder.resolve("a")), StandardOpenOption.READ);
        gone.close();
        try (var spool = new Spool(gone, ENOUGH)) {
            away(spool::content);
        }
    }
}
