package dev.porter.gateway.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacingTest {
    @TempDir Path temporary;

    private Path file(String name) throws IOException {
        return Files.writeString(temporary.resolve(name), name);
    }

    @Test
    void a_reserved_name_gets_the_file_and_the_old_name_is_free() throws IOException {
        var target = temporary.resolve("target");
        assertThat(Placing.byReservation(file("a"), target)).isTrue();
        assertThat(target).hasContent("a");
        assertThat(temporary.resolve("a")).doesNotExist();
    }

    @Test
    void a_taken_name_is_not_reserved() throws IOException {
        var target = file("target");
        assertThat(Placing.byReservation(file("a"), target)).isFalse();
        assertThat(target).hasContent("target");
        assertThat(temporary.resolve("a")).hasContent("a");
    }

    @Test
    void a_reservation_for_a_file_that_is_not_there_is_taken_back() {
        var target = temporary.resolve("target");
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> Placing.byReservation(temporary.resolve("gone"), target));
        assertThat(target).doesNotExist();
    }

    @Test
    void of_many_files_for_one_reserved_name_exactly_one_wins() throws IOException {
        for (var n = 0; n < 8; n++) {
            file("from-" + n);
        }
        var won =
                IntStream.range(0, 8)
                        .parallel()
                        .mapToObj(n -> {
                            try {
                                return Placing.byReservation(
                                        temporary.resolve("from-" + n),
                                        temporary.resolve("target"));
                            } catch (IOException e) {
                                throw new AssertionError(e);
                            }
                        })
                        .toList();
        assertThat(won).containsOnlyOnce(true);
        assertThat(temporary.resolve("target")).hasContent("from-" + won.indexOf(true));
    }

    @Test
    void a_step_that_renames_replaces_neither_a_file_nor_a_folder() throws IOException {
        assumeTrue(Directory.holds());
        file("a");
        file("taken");
        Files.createDirectory(temporary.resolve("folder"));
        Files.createDirectory(temporary.resolve("empty"));
        try (var here = Directory.open(temporary);
                var there = here.folder("empty")) {
            assertThat(here.rename("a", here, "taken")).contains(false);
            assertThat(here.rename("folder", here, "empty")).contains(false);
            assertThat(here.rename("a", here, "empty")).contains(false);
            assertThat(here.rename("a", there, "Grüße")).contains(true);
            assertThat(here.rename("folder", there, "folder")).contains(true);
            assertThatExceptionOfType(NoSuchFileException.class)
                    .isThrownBy(() -> here.rename("a", there, "b"));
            assertThatExceptionOfType(InvalidPathException.class)
                    .isThrownBy(() -> here.rename("taken", there, "\uD800"));
            assertThat(there.look("Grüße")).isPresent();
        }
        assertThat(temporary.resolve("taken")).hasContent("taken");
        assertThat(temporary.resolve("empty/folder")).isDirectory();
        assertThat(temporary.resolve("a")).doesNotExist();
    }
}
