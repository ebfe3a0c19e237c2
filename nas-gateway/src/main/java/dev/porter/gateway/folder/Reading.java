package dev.porter.gateway.folder;

import dev.porter.nas.NasException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A file that is read piece by piece, each of which may take as long as the disk may.
final class Reading extends InputStream {
    private static final int LARGEST = 1024 * 1024;

    private final Calls.Held<FileChannel> file;

    /// Nobody else's, because a piece that comes too late is still put into it.
    private ByteBuffer piece = ByteBuffer.allocate(0);

    private @Nullable IOException broken;

    Reading(Calls.Held<FileChannel> file) {
        this.file = file;
    }

    @Override
    public int read() throws IOException {
        return more() ? piece.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (!more()) {
            return -1;
        }
        var count = Math.min(length, piece.remaining());
        piece.get(into, offset, count);
        return count;
    }

    private boolean more() throws IOException {
        if (broken != null) {
            throw broken;
        }
        if (piece.hasRemaining()) {
            return true;
        }
        try {
            return file.use(this::next) >= 0;
        } catch (NasException e) {
            broken = new IOException(e.getMessage(), e);
            throw broken;
        }
    }

    private int next(FileChannel file) throws IOException {
        Calls.step(Calls.Step.ASK);
        if (piece.capacity() == 0) {
            var left = file.size() - file.position();
            piece = ByteBuffer.allocate(Math.clamp(left, 1, LARGEST));
        }
        try {
            return file.read(piece.clear());
        } finally {
            piece.flip();
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
