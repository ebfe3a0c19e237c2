package dev.porter.nas;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A stream that knows what went through it.
public final class Measured extends FilterInputStream {
    private static final int HEAD = 4096;

    private final MessageDigest sha256 = Fingerprint.newSha256();
    private final @Nullable MessageDigest md5;
    private final byte[] head = new byte[HEAD];
    private int headLength;
    private final AtomicLong size = new AtomicLong();

    /// Measures what is read from here on; closing it closes `source`.
    ///
    /// @param md5 whether to compute it, which takes longer than all the rest
    public Measured(InputStream source, boolean md5) {
        super(source);
        this.md5 = md5 ? Fingerprint.digest("MD5") : null;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        var read = in.read(into, offset, length);
        if (read > 0) {
            sha256.update(into, offset, read);
            if (md5 != null) {
                md5.update(into, offset, read);
            }
            var kept = Math.min(read, HEAD - headLength);
            System.arraycopy(into, offset, head, headLength, kept);
            headLength += kept;
            size.addAndGet(read);
        }
        return read;
    }

    @Override
    public long skip(long count) {
        return 0;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /// How many bytes went through so far; may be asked from another thread.
    public long size() {
        return size.get();
    }

    /// The first bytes, by which a media type can be told.
    public byte[] head() {
        return Arrays.copyOf(head, headLength);
    }

    /// What went through, once it is over.
    public Fingerprint fingerprint() {
        var hex = HexFormat.of();
        return new Fingerprint(
                size.get(),
                hex.formatHex(sha256.digest()),
                md5 == null ? null : hex.formatHex(md5.digest()));
    }
}
