package dev.porter.backup;

import com.github.benmanes.caffeine.cache.Ticker;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// Bytes that break off when they hardly come any more: others wait for the line. Only the time
/// counts in which they are waited for.
final class MinimumRate extends FilterInputStream {
    /// What must have come each time that was waited for so long: 4 kB a second.
    private static final long LEAST = 480_000;

    private static final long WITHIN = Duration.ofMinutes(2).toNanos();

    private final Ticker ticker;
    private long waited;
    private long came;

    MinimumRate(InputStream bytes, Ticker ticker) {
        super(bytes);
        this.ticker = ticker;
    }

    @Override
    public int read() throws IOException {
        var began = ticker.read();
        var one = super.read();
        passed(began, 1);
        return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        var began = ticker.read();
        var read = super.read(into, offset, length);
        passed(began, read);
        return read;
    }

    private void passed(long began, int read) throws IOException {
        waited += ticker.read() - began;
        came += Math.max(read, 0);
        if (waited < WITHIN) {
            return;
        }
        if (came < LEAST) {
            throw new IOException(
                    "Only %d bytes came in %d s."
                            .formatted(came, Duration.ofNanos(waited).toSeconds()));
        }
        waited = 0;
        came = 0;
    }
}
