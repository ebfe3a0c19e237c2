package dev.porter.schedule;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Whether Porter is being stopped. What takes long looks here between two things, and leaves the
/// rest for the next start.
public final class Stopping {
    private volatile boolean begun;

    /// What is in the middle of something ends now.
    void begin() {
        begun = true;
    }

    /// There is time for everything again.
    void over() {
        begun = false;
    }

    /// Whether the stop has begun.
    public boolean begun() {
        return begun;
    }

    /// The same bytes, which break off when the stop begins.
    public InputStream cuts(InputStream bytes) {
        return new FilterInputStream(bytes) {
            @Override
            public int read() throws IOException {
                check();
                return super.read();
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                check();
                return super.read(into, offset, length);
            }
        };
    }

    private void check() throws IOException {
        if (begun) {
            throw new IOException("Porter is being stopped.");
        }
    }
}
