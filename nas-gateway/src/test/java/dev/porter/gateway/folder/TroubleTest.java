package dev.porter.gateway.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.nas.NasException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TroubleTest {
    @ParameterizedTest
    @CsvSource({
        "No space left on device, NO_SPACE",
        "Disk quota exceeded, NO_SPACE",
        "Read-only file system, NOT_PERMITTED",
        "Operation not permitted, NOT_PERMITTED",
        "Stale file handle, AWAY",
        "Transport endpoint is not connected, AWAY",
        "Host is down, AWAY",
        "Too many open files, AWAY",
        "File name too long, INVALID",
        "File too large, INVALID",
        "Input/output error, BROKEN"
    })
    void the_systems_words_say_what_it_is(String words, Kind kind) {
        assertThat(Trouble.kind(new IOException(words))).isEqualTo(kind);
        assertThat(Trouble.kind(new FileSystemException("/nas/a", null, words))).isEqualTo(kind);
    }

    @Test
    void what_java_has_a_word_for_needs_none_of_the_systems() {
        assertThat(Trouble.kind(new NoSuchFileException("a"))).isEqualTo(Kind.NOT_FOUND);
        assertThat(Trouble.kind(new FileAlreadyExistsException("a"))).isEqualTo(Kind.EXISTS);
        assertThat(Trouble.kind(new NotDirectoryException("a"))).isEqualTo(Kind.EXISTS);
        assertThat(Trouble.kind(new AccessDeniedException("a"))).isEqualTo(Kind.NOT_PERMITTED);
    }
}
