package dev.porter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porter.chat.ChatException;
import dev.porter.chat.Message.Care;
import dev.porter.chat.OutgoingFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpStatus;

/// What files on the chat page leave of the disk.
class ShelfTest {
    private static final int MEGABYTE = 1024 * 1024;

    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir private Path folder;
    private final AtomicLong room = new AtomicLong(Long.MAX_VALUE);

    private Shelf shelf() throws IOException {
        return Shelf.in(folder, room::get);
    }

    @Test
    void an_upload_that_was_announced_as_too_large_is_refused_before_it_comes() throws IOException {
        var files = new IncomingFiles(shelf());
        room.set(1_000);
        files.checkRoom(1_000);
        files.checkRoom(-1);
        assertThatThrownBy(() -> files.checkRoom(1_001)).satisfies(ShelfTest::isNoRoom);
    }

    @Test
    void an_upload_of_unknown_size_ends_where_the_reserve_begins() throws IOException {
        var files = new IncomingFiles(shelf());
        room.set(40 * MEGABYTE);
        var read = new AtomicLong();
        var endless =
                new InputStream() {
                    @Override
                    public int read() {
                        return 0;
                    }

                    @Override
                    public int read(byte[] into, int from, int length) {
                        room.addAndGet(-length); // somebody else writes as much
                        read.addAndGet(length);
                        return length;
                    }
                };
        assertThatThrownBy(() -> files.take("film", null, endless, -1))
                .satisfies(ShelfTest::isNoRoom);
        assertThat(read.get()).isBetween(20L * MEGABYTE, 45L * MEGABYTE);
        assertThat(folder).isEmptyDirectory();
    }

    private static void isNoRoom(Throwable refusal) {
        assertThat(((Refusal) refusal).status()).isEqualTo(HttpStatus.INSUFFICIENT_STORAGE);
    }

    @Test
    void the_oldest_files_from_porter_make_room_for_a_new_one() throws IOException {
        var files = new OutgoingFiles(Shelf.in(folder, this::tenMegabytesInAll));
        var first = files.take(file(4 * MEGABYTE));
        Files.setLastModifiedTime(folder.resolve(first.id()), FileTime.from(Instant.EPOCH));
        var second = files.take(file(4 * MEGABYTE));
        var third = files.take(file(4 * MEGABYTE));
        assertThat(List.of(files.isKept(first), files.isKept(second), files.isKept(third)))
                .containsExactly(false, true, true);
        assertThatThrownBy(() -> files.take(file(11 * MEGABYTE))).isInstanceOf(ChatException.class);
    }

    @Test
    void a_picture_from_porter_is_shown_on_a_full_disk_too() throws IOException {
        room.set(-1);
        var files = new OutgoingFiles(shelf());
        var older = files.take(file(10_000));
        assertThat(files.isKept(files.take(file(10_000)))).isTrue();
        assertThat(files.isKept(older)).isTrue();
    }

    private long tenMegabytesInAll() throws IOException {
        try (var all = Files.list(folder)) {
            return 10L * MEGABYTE - all.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static OutgoingFile file(int size) {
        return new OutgoingFile(
                "a.bin",
                "application/octet-stream",
                size,
                false,
                "",
                Care.ORDINARY,
                () -> new ByteArrayInputStream(new byte[size]));
    }

    @Test
    void what_a_kill_left_half_written_is_thrown_away() throws IOException {
        Files.write(folder.resolve("film.part"), new byte[10]);
        Files.write(folder.resolve("whole"), new byte[10]);
        shelf().sweep(Instant.EPOCH, _ -> false);
        assertThat(folder.toFile().list()).containsExactly("whole");
    }

    @Test
    void what_was_sent_goes_when_it_is_old_and_nobody_needs_it_any_more() throws IOException {
        var files = new IncomingFiles(shelf());
        var bytes = new byte[10];
        var stored = files.take("a", null, new ByteArrayInputStream(bytes), -1);
        var open = files.take("b", null, new ByteArrayInputStream(bytes), -1);
        for (var old : List.of(stored, open)) {
            var file = folder.resolve(old.reference());
            Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        }
        var young = files.take("c", null, new ByteArrayInputStream(bytes), -1);
        files.sweep(CLOCK.instant(), open.reference()::equals);
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder(open.reference(), young.reference());
    }
}
