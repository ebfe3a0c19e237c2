package dev.porter.files;

import dev.porter.chat.OutgoingFile;
import dev.porter.nas.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Supplier;

/// The bytes of a version on their way out. Their digest is computed on the way, and the last ones
/// are handed over only when all of them are what was stored.
public final class VerifiedContent implements OutgoingFile.Content {
    private static final int BUFFER = 64 * 1024;

    private final FileVersion version;
    private final Supplier<InputStream> source;
    private volatile boolean damaged;

    VerifiedContent(FileVersion version, Supplier<InputStream> source) {
        this.version = version;
        this.source = source;
    }

    /// Whether the bytes on the NAS turned out not to be what was stored.
    public boolean damaged() {
        return damaged;
    }

    @Override
    public InputStream open() throws IOException {
        var bytes = source.get();
        try {
            return new Verified(bytes);
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    private final class Verified extends InputStream {
        private final InputStream source;
        private final MessageDigest sha256 = Fingerprint.newSha256();
        private byte[] ready = new byte[BUFFER];
        private byte[] next = new byte[BUFFER];
        private int position;
        private int end;
        private int nextEnd;
        private long total;
        private boolean over;

        Verified(InputStream source) throws IOException {
            this.source = source;
            nextEnd = fill(next);
        }

        private int fill(byte[] buffer) throws IOException {
            var read = source.readNBytes(buffer, 0, buffer.length);
            sha256.update(buffer, 0, read);
            total += read;
            return read;
        }

        /// Makes the next buffer ready; the one after it is read first, so that the last one is not
        /// handed over before the end was seen and the digest compared.
        private boolean advance() throws IOException {
            if (over) {
                return false;
            }
            var spent = ready;
            ready = next;
            end = nextEnd;
            position = 0;
            next = spent;
            nextEnd = end == ready.length ? fill(next) : 0;
            if (nextEnd == 0) {
                over = true;
                compare();
            }
            return end > 0;
        }

        private void compare() throws IOException {
            if (total != version.size
                    || !HexFormat.of().formatHex(sha256.digest()).equals(version.sha256)) {
                damaged = true;
                end = 0;
                throw new IOException("Version " + version.id() + " is not what was stored.");
            }
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (damaged || (position >= end && !advance())) {
                return damaged ? fail() : -1;
            }
            var count = Math.min(length, end - position);
            System.arraycopy(ready, position, into, offset, count);
            position += count;
            return count;
        }

        private int fail() throws IOException {
            throw new IOException("Version " + version.id() + " is not what was stored.");
        }

        @Override
        public void close() throws IOException {
            source.close();
        }
    }
}
