package dev.porter.gateway.synology.simulator;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Bytes that do not come as they should.
final class Hindered {
    /// A large file need not take for ever.
    private static final int MOST_PAUSES = 20;

    private Hindered() {}

    /// Bytes that break off after so many.
    static InputStream cut(InputStream bytes, long after) {
        return new FilterInputStream(bytes) {
            private long left = after;

            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (left <= 0) {
                    throw new IOException("It is cut here.");
                }
                var count = super.read(into, offset, (int) Math.min(left, length));
                left -= Math.max(0, count);
                return count;
            }
        };
    }

    /// Bytes that come a few at a time.
    static InputStream slow(InputStream bytes, int atOnce, Duration pause) {
        return new FilterInputStream(bytes) {
            private int pauses = MOST_PAUSES;

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (pauses <= 0) {
                    return super.read(into, offset, length);
                }
                pauses--;
                LockSupport.parkNanos(pause.toNanos());
                return super.read(into, offset, Math.min(atOnce, length));
            }
        };
    }

    /// Bytes that go a few at a time.
    static OutputStream slow(OutputStream bytes, int atOnce, Duration pause) {
        return new FilterOutputStream(bytes) {
            private int pauses = MOST_PAUSES;

            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                var at = 0;
                for (; pauses > 0 && at < length; pauses--) {
                    LockSupport.parkNanos(pause.toNanos());
                    var count = Math.min(atOnce, length - at);
                    out.write(from, offset + at, count);
                    out.flush();
                    at += count;
                }
                out.write(from, offset + at, length - at);
            }
        };
    }
}
