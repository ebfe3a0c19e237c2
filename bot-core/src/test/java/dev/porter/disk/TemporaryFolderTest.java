package dev.porter.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {
    @TempDir Path data;

    private Path folder() {
        return data.resolve("tmp");
    }

    @Test
    void what_a_kill_left_is_gone_at_the_next_start_and_nothing_else() throws IOException {
        var before = TemporaryFolder.in(folder());
        Files.writeString(before.file("export"), "what ada has");
        Files.writeString(before.folder("web").resolve("page"), "half");
        var own = Files.writeString(folder().resolve("own.txt"), "of somebody else");
        var elsewhere = Files.writeString(data.resolve("elsewhere"), "not Porter's");
        Files.createSymbolicLink(before.folder("web").resolve("link"), elsewhere);
        TemporaryFolder.in(folder());
        assertThat(folder()).isDirectoryContaining(own::equals);
        assertThat(folder().toFile().list()).hasSize(1);
        assertThat(elsewhere).exists();
    }

    @Test
    void nobody_else_can_look_into_it() throws IOException {
        TemporaryFolder.in(folder()).file("export");
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                    .isEqualTo("rwx------");
        }
    }
}
