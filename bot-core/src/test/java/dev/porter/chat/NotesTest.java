package dev.porter.chat;

import static org.assertj.core.api.Assertions.assertThat;

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
    void a_note_that_cannot_be_written_is_no_failure() throws Exception {
        Files.writeString(data.resolve("file"), "");
        var notes = new Notes(data.resolve("file/notes"));
        notes.write(List.of("lost"));
        assertThat(notes.read()).isEmpty();
    }
}
