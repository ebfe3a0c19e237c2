package dev.porter.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porter.chat.Attachment;
import dev.porter.chat.ChatId;
import dev.porter.core.LossyDisk;
import dev.porter.nas.GeneratedStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    @TempDir Path folder;

    private Spool spool() {
        return Spool.in(folder, 1_000);
    }

    private static Backup backup(int number) {
        return new Backup(
                new Accepted(
                        1,
                        null,
                        "bunch",
                        true,
                        new ChatId("memory", "1"),
                        null,
                        new Attachment("memory", "" + number, "", "a", null, -1, false, null),
                        Instant.EPOCH),
                "a");
    }

    private void keep(int number) {
        try {
            spool().keep(backup(number), bytes(10), 10);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteArrayInputStream bytes(int count) {
        return new ByteArrayInputStream(new byte[count]);
    }

    @Test
    void what_is_kept_is_there_after_a_restart_until_it_is_let_go() throws Exception {
        assertThat(spool().keep(backup(7), bytes(500), 500)).isTrue();
        assertThat(spool().holds(backup(7))).isTrue();
        try (var content = spool().open(backup(7))) {
            assertThat(content.readAllBytes()).hasSize(500);
        }
        spool().drop(backup(7));
        assertThat(spool().holds(backup(7))).isFalse();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void what_is_kept_outlasts_a_power_cut(@TempDir Path image) throws Exception {
        var disk = new LossyDisk(folder, (_, _) -> {});
        assertThat(Spool.in(disk.root(), 1_000).keep(backup(7), bytes(500), 500)).isTrue();
        disk.leaves(image);
        try (var content = Spool.in(image, 1_000).open(backup(7))) {
            assertThat(content.readAllBytes()).hasSize(500);
        }
    }

    @Test
    void it_holds_no_more_than_it_may() throws Exception {
        assertThat(spool().keep(backup(1), bytes(600), 600)).isTrue();
        assertThat(spool().keep(backup(2), bytes(600), 600)).isFalse();
        assertThat(spool().keep(backup(3), bytes(600), -1)).isFalse();
        assertThat(spool().keep(backup(4), bytes(300), -1)).isTrue();
        assertThat(spool().holds(backup(2))).isFalse();
        assertThat(spool().holds(backup(3))).isFalse();
    }

    @Test
    void bytes_that_are_cut_short_are_not_kept() {
        assertThatThrownBy(() -> spool().keep(backup(1), bytes(5), 6))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> spool().keep(backup(2), new GeneratedStream(500, 100), 500))
                .isInstanceOf(IOException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void what_a_kill_left_half_written_is_thrown_away() throws Exception {
        Files.write(folder.resolve("9.part"), new byte[10]);
        spool();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void what_nobody_waits_for_is_thrown_away() throws Exception {
        spool().keep(backup(1), bytes(10), 10);
        spool().keep(backup(2), bytes(10), 10);
        Files.write(folder.resolve("nonsense.bin"), new byte[10]);
        spool().tidy(() -> {
            keep(3); // it has just been taken in
            return List.of(backup(2));
        });
        assertThat(spool().holds(backup(1))).isFalse();
        assertThat(spool().holds(backup(2))).isTrue();
        assertThat(spool().holds(backup(3))).isTrue();
        try (var left = Files.list(folder)) {
            assertThat(left).hasSize(2);
        }
    }
}
