package dev.porter.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porter.core.LossyDisk;
import dev.porter.disk.Disk;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotesTest {
    @TempDir Path data;

    @Test
    void what_was_written_last_is_read() {
        var notes = new Notes(data.resolve("folder/notes"));
        assertThat(notes.read()).isEmpty();
        notes.write(List.of("one", "two"));
        notes.write(List.of("three"));
        assertThat(new Notes(data.resolve("folder/notes")).read()).containsExactly("three");
        notes.write(List.of());
        assertThat(notes.read()).isEmpty();
    }

    @Test
    void what_a_stop_cut_off_is_not_read_and_goes_at_the_next_start() throws Exception {
        var notes = new Notes(data.resolve("notes"));
        notes.write(List.of("whole"));
        Files.writeString(data.resolve("notes.part"), "ha");
        assertThat(notes.read()).containsExactly("whole");
        assertThat(new Notes(data.resolve("notes")).read()).containsExactly("whole");
        assertThat(data.resolve("notes.part")).doesNotExist();
        notes.write(List.of("next"));
        assertThat(notes.read()).containsExactly("next");
    }

    @Test
    void what_was_written_last_outlasts_a_power_cut(@TempDir Path image) throws Exception {
        var disk = new LossyDisk(data, (_, _) -> {});
        var notes = new Notes(disk.root().resolve("notes"));
        notes.write(List.of("one"));
        notes.write(List.of("two"));
        disk.leaves(image);
        assertThat(new Notes(image.resolve("notes")).read()).containsExactly("two");
    }

    @Test
    void a_note_is_kept_below_a_folder_that_porter_may_only_pass_through() throws Exception {
        Files.createDirectory(data.resolve("porter"));
        var disk = new LossyDisk(data, this::cannotBeOpened);
        var notes = new Notes(disk.root().resolve("porter/notes"));
        notes.write(List.of("kept"));
        assertThat(notes.read()).containsExactly("kept");
        assertThatThrownBy(() -> Disk.folder(disk.root().resolve("new")))
                .as("whose name would be gone after a power cut")
                .isInstanceOf(AccessDeniedException.class);
    }

    private void cannotBeOpened(String what, Path where) throws AccessDeniedException {
        if (what.equals("before disk force") && where.equals(data)) {
            throw new AccessDeniedException(where.toString());
        }
    }

    @Test
    void a_note_that_cannot_be_written_is_no_failure() throws Exception {
        Files.writeString(data.resolve("file"), "");
        var notes = new Notes(data.resolve("file/notes"));
        notes.write(List.of("lost"));
        assertThat(notes.read()).isEmpty();
    }
}
