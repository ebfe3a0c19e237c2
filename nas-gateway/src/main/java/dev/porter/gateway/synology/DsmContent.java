package dev.porter.gateway.synology;

import java.io.IOException;
import java.io.InputStream;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/// A file's bytes on their way to DSM, which must know beforehand how many there will be.
final class DsmContent extends RequestBody {
    private static final MediaType TYPE = MediaType.get("application/octet-stream");

    private final InputStream source;
    private final long size;
    private @Nullable IOException failure;
    private boolean complete;

    DsmContent(InputStream source, long size) {
        this.source = source;
        this.size = size;
    }

    /// What reading the source failed with.
    @Nullable IOException failure() {
        return failure;
    }

    /// Whether all of it was sent.
    boolean complete() {
        return complete;
    }

    @Override
    public MediaType contentType() {
        return TYPE;
    }

    @Override
    public long contentLength() {
        return size;
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        var buffer = new byte[1 << 16];
        long left = size;
        while (left > 0) {
            int count = read(buffer, (int) Math.min(left, buffer.length));
            if (count < 0) {
                throw fail(new IOException("The content ends " + left + " bytes too early."));
            }
            sink.write(buffer, 0, count);
            left -= count;
        }
        // Before the end of the form: DSM drops what was not ended.
        if (read(buffer, 1) >= 0) {
            throw fail(new IOException("The content has more than " + size + " bytes."));
        }
        complete = true;
    }

    private int read(byte[] buffer, int most) throws IOException {
        try {
            return source.read(buffer, 0, most);
        } catch (IOException e) {
            throw fail(e);
        }
    }

    private IOException fail(IOException e) {
        failure = e;
        return e;
    }
}
