package dev.porter.discord;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/// The body of a request, which knows whether it went out: where no answer comes back, only then
/// may Discord have done what was asked.
final class WatchedBody extends RequestBody {
    private final RequestBody body;
    private final boolean once;
    private volatile boolean left;

    /// @param once whether it must not go out again, although JDA tries again by itself
    WatchedBody(RequestBody body, boolean once) {
        this.body = body;
        this.once = once;
    }

    boolean hasLeft() {
        return left;
    }

    /// Discord has said that it did nothing: it may go out again.
    void refused() {
        left = false;
    }

    @Override
    public @Nullable MediaType contentType() {
        return body.contentType();
    }

    @Override
    public long contentLength() throws IOException {
        return body.contentLength();
    }

    @Override
    public boolean isOneShot() {
        return once;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        if (left && once) {
            throw new IOException("It is not sent twice.");
        }
        left = true;
        body.writeTo(sink);
    }
}
