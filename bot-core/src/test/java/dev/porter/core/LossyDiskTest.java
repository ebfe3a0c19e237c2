package dev.porter.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LossyDiskTest {
    @TempDir Path folder;
    @TempDir Path images;

    private LossyDisk disk;
    private boolean breaks;

    @BeforeEach
    void there_is_an_old_file() throws Exception {
        Files.writeString(folder.resolve("old"), "was here");
        disk =
                new LossyDisk(
                        folder,
                        (what, _) -> {
                            if (breaks && what.startsWith("in the middle")) {
                                throw new IOException("broken");
                            }
                        });
    }

    private Path left() throws IOException {
        var image = Files.createTempDirectory(images, "image");
        disk.leaves(image);
        return image;
    }

    private List<String> namesLeft() throws IOException {
        try (var all = Files.list(left())) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private void write(String name, String text, boolean force) throws IOException {
        try (var channel =
                FileChannel.open(
                        disk.root().resolve(name),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            if (force) {
                channel.force(true);
            }
        }
    }

    private void forceFolder() throws IOException {
        try (var channel = FileChannel.open(disk.root(), StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Test
    void of_a_file_that_was_not_forced_there_is_what_was_there_before() throws Exception {
        write("old", ", longer", false);
        assertThat(left().resolve("old")).hasContent("was here");
        write("old", " and longer", true);
        assertThat(left().resolve("old")).hasContent("was here, longer and longer");
    }

    @Test
    void a_new_file_is_there_when_its_folder_was_forced_and_has_what_was_forced() throws Exception {
        write("new", "one", true);
        assertThat(namesLeft()).containsExactly("old");
        forceFolder();
        write("new", "two", false);
        assertThat(left().resolve("new")).hasContent("one");
        write("empty", "nothing", false);
        forceFolder();
        assertThat(left().resolve("empty")).isEmptyFile();
    }

    @Test
    void a_file_has_its_old_name_until_the_folder_is_forced() throws Exception {
        Files.move(disk.root().resolve("old"), disk.root().resolve("other"));
        assertThat(namesLeft()).containsExactly("old");
        forceFolder();
        assertThat(left().resolve("other")).hasContent("was here");
        Files.delete(disk.root().resolve("other"));
        assertThat(namesLeft()).containsExactly("other");
    }

    @Test
    void of_a_write_that_breaks_in_the_middle_the_beginning_is_there() {
        breaks = true;
        assertThatThrownBy(() -> write("old", "abcdef", true)).hasMessage("broken");
        assertThat(folder.resolve("old")).hasContent("was hereabc");
    }
}
