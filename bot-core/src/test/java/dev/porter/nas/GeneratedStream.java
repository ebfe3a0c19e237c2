package dev.porter.nas;

import java.io.IOException;
import java.io.InputStream;

/// Bytes out of nothing, in pieces of many sizes, which may break on the way.
public final class GeneratedStream extends InputStream {
    private final long size;
    private final long breaksAt;
    private long at;
    private boolean closed;

    /// What it breaks with.
    public final IOException trouble = new IOException("The source broke.");

    /// @param breaksAt after how many bytes reading fails
    public GeneratedStream(long size, long breaksAt) {
        this.size = size;
        this.breaksAt = breaksAt;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (at >= breaksAt) {
            throw trouble;
        }
        if (at == size) {
            return -1;
        }
        var pieces = Math.min(length, 1 + (at * 31) % 50_000);
        var count = (int) Math.min(pieces, Math.min(size, breaksAt) - at);
        for (var i = 0; i < count; i++) {
            buffer[offset + i] = (byte) (((at + i) * 2_654_435_761L) >>> 13);
        }
        at += count;
        return count;
    }

    /// Whether somebody closed it.
    public boolean closed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}
