package dev.porter.chat;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A file's bytes on their way from or to a platform: reading fails at the end when there were not
/// exactly as many as promised.
public final class ExactStream extends FilterInputStream {
    private final long size;
    private final Closeable source;
    private long read;

    /// @param size -1 when nothing was promised
    /// @param source closed with the stream
    public ExactStream(InputStream content, long size, Closeable source) {
        super(content);
        this.size = size;
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        var count = super.read(bytes, offset, length);
        if (count >= 0) {
            read += count;
        }
        if (size >= 0 && (read > size || (count < 0 && read < size))) {
            throw new IOException("There are " + read + " bytes instead of " + size + ".");
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        var skipped = super.skip(count);
        read += skipped;
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() throws IOException {
        try (source) {
            super.close();
        }
    }
}
