package dev.porter.gateway.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porter.nas.InMemoryNas;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadBackTest {
    private static final byte[] CONTENT = new byte[3_000_000];

    static {
        new Random(7).nextBytes(CONTENT);
    }

    /// Whether the file was opened past the cache, each time.
    private final List<Boolean> opened = new ArrayList<>();

    private final Deque<Object> answers = new ArrayDeque<>();

    private boolean matches() throws IOException {
        return ReadBack.matches(this::open, InMemoryNas.fingerprint(CONTENT));
    }

    private SeekableByteChannel open(OpenOption... how) throws IOException {
        opened.add(how.length > 0);
        return switch (answers.remove()) {
            case IOException trouble -> throw trouble;
            case RuntimeException trouble -> throw trouble;
            case SeekableByteChannel channel -> channel;
            case Object other -> throw new AssertionError(other);
        };
    }

    /// A file that fails after so many bytes.
    private static Bytes failing(int after, String words) {
        return new Bytes(CONTENT, after, words);
    }

    private static Bytes sound() {
        return new Bytes(CONTENT, Integer.MAX_VALUE, "");
    }

    @Test
    void a_file_is_read_past_the_cache_once() throws IOException {
        answers.add(sound());
        assertThat(matches()).isTrue();
        assertThat(opened).containsExactly(true);
    }

    @Test
    void other_bytes_do_not_match() throws IOException {
        var other = CONTENT.clone();
        other[2_500_000] ^= 1;
        answers.add(new Bytes(other, Integer.MAX_VALUE, ""));
        assertThat(matches()).isFalse();
        answers.add(new Bytes(Arrays.copyOf(CONTENT, 17), Integer.MAX_VALUE, ""));
        assertThat(matches()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1 << 20})
    void a_disk_that_fails_is_not_asked_for_what_the_system_remembers(int after) {
        answers.add(failing(after, "Input/output error"));
        answers.add(sound());
        assertThatThrownBy(this::matches)
                .isInstanceOf(IOException.class)
                .hasMessage("Input/output error");
        assertThat(opened).containsExactly(true);
    }

    @Test
    void a_file_system_that_cannot_read_past_the_cache_reads_through_it() throws IOException {
        answers.add(failing(0, "Invalid argument"));
        answers.add(sound());
        assertThat(matches()).isTrue();
        answers.add(new FileSystemException("a", null, "Invalid argument"));
        answers.add(sound());
        assertThat(matches()).isTrue();
        answers.add(new UnsupportedOperationException());
        answers.add(sound());
        assertThat(matches()).isTrue();
        assertThat(opened).containsExactly(true, false, true, false, true, false);
    }

    @Test
    void what_fails_in_the_middle_can_be_read_that_way_and_is_broken() {
        answers.add(failing(1 << 20, "Invalid argument"));
        answers.add(sound());
        assertThatThrownBy(this::matches).hasMessage("Invalid argument");
    }

    @Test
    void a_file_that_is_not_there_is_looked_for_once() {
        answers.add(new NoSuchFileException("a"));
        assertThatThrownBy(this::matches).isInstanceOf(NoSuchFileException.class);
        assertThat(opened).hasSize(1);
    }

    /// An open file.
    private static final class Bytes implements SeekableByteChannel {
        private final ByteBuffer content;
        private final int after;
        private final String words;

        private Bytes(byte[] content, int after, String words) {
            this.content = ByteBuffer.wrap(content);
            this.after = after;
            this.words = words;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            if (content.position() >= after) {
                throw new IOException(words);
            }
            if (!content.hasRemaining()) {
                return -1;
            }
            var count = Math.min(into.remaining(), content.remaining());
            into.put(content.slice(content.position(), count));
            content.position(content.position() + count);
            return count;
        }

        @Override
        public long position() {
            return content.position();
        }

        @Override
        public long size() {
            return content.limit();
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}

        @Override
        public int write(ByteBuffer from) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SeekableByteChannel position(long to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new UnsupportedOperationException();
        }
    }
}
