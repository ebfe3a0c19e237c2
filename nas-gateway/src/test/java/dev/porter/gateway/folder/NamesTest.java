package dev.porter.gateway.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.porter.nas.HostileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class NamesTest {
    @TempDir Path temporary;

    @Test
    void bytes_are_the_same_name_as_a_utf_8_locale_makes() throws IOException {
        for (var name : HostileNames.all()) {
            var path = Names.pathOfBytes(name);
            assertThat(path).isEqualTo(Names.path(name));
            var file = Files.createFile(temporary.resolve(path));
            assertThat(Names.nameOfBytes(file)).isEqualTo(name);
            Files.delete(file);
            var folder = Files.createDirectory(temporary.resolve(path));
            assertThat(Names.nameOfBytes(folder)).isEqualTo(name);
            Files.delete(folder);
        }
    }

    @Test
    void a_lone_surrogate_has_no_bytes() {
        assertThatExceptionOfType(InvalidPathException.class)
                .isThrownBy(() -> Names.pathOfBytes("\uD800"));
    }
}
