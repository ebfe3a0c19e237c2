package dev.porter.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MinimumRateTest {
    private static final int SIZE = 1_000_000;

    private long now;

    private InputStream coming(int atOnce, Duration after) {
        return new FilterInputStream(new ByteArrayInputStream(new byte[SIZE])) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                now += after.toNanos();
                return super.read(into, offset, Math.min(atOnce, length));
            }
        };
    }

    /// @param rest how long the reader does something else after each piece
    private int read(int atOnce, Duration after, Duration rest) throws IOException {
        var bytes = new MinimumRate(coming(atOnce, after), () -> now);
        var buffer = new byte[SIZE];
        var read = 0;
        for (var n = bytes.read(buffer); n > 0; n = bytes.read(buffer)) {
            read += n;
            now += rest.toNanos();
        }
        return read;
    }

    @Test
    void what_hardly_comes_any_more_breaks_off() {
        assertThatThrownBy(() -> read(1_000, Duration.ofSeconds(1), Duration.ZERO))
                .isInstanceOf(IOException.class)
                .hasMessage("Only 120000 bytes came in 120 s.");
    }

    @Test
    void what_comes_slowly_comes_to_its_end() throws IOException {
        assertThat(read(5_000, Duration.ofSeconds(1), Duration.ZERO)).isEqualTo(SIZE);
    }

    @Test
    void the_time_that_the_nas_takes_does_not_count() throws IOException {
        assertThat(read(1_000, Duration.ZERO, Duration.ofMinutes(1))).isEqualTo(SIZE);
    }
}
