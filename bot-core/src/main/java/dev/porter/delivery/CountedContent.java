package dev.porter.delivery;

import dev.porter.chat.OutgoingFile;
import dev.porter.schedule.Stopping;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/// The bytes of a file on their way out, counted.
final class CountedContent implements OutgoingFile.Content {
    private final OutgoingFile.Content content;
    private final Stopping stopping;
    private final AtomicLong bytes = new AtomicLong();

    CountedContent(OutgoingFile.Content content, Stopping stopping) {
        this.content = content;
        this.stopping = stopping;
    }

    /// How many bytes have been handed over in the latest attempt.
    long bytes() {
        return bytes.get();
    }

    /// The same file, whose bytes are these.
    OutgoingFile in(OutgoingFile file) {
        return new OutgoingFile(
                file.name(),
                file.mediaType(),
                file.size(),
                file.picture(),
                file.caption(),
                file.care(),
                file.sha256(),
                this);
    }

    @Override
    public InputStream open() throws IOException {
        bytes.set(0);
        return new FilterInputStream(stopping.cuts(content.open())) {
            @Override
            public int read() throws IOException {
                var one = super.read();
                bytes.addAndGet(one < 0 ? 0 : 1);
                return one;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                var count = super.read(into, offset, length);
                bytes.addAndGet(Math.max(count, 0));
                return count;
            }
        };
    }
}
