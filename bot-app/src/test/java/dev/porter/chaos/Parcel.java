package dev.porter.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A file that somebody sends.
///
/// @param owner whose it is: the number of a person
/// @param kind `document` or `photo`; a photo has no name
/// @param album what is sent together has the same
/// @param content decides its bytes, together with the size
record Parcel(
        int number,
        int owner,
        String kind,
        String name,
        @Nullable String album,
        long content,
        int size,
        String sha256) {
    private static final int PIECE = 1 << 13;

    static Parcel of(
            int number,
            int owner,
            String kind,
            String name,
            @Nullable String album,
            long content,
            int size) {
        return new Parcel(
                number, owner, kind, name, album, content, size, sha256(bytes(content, size)));
    }

    InputStream open() {
        return bytes(content, size);
    }

    private static InputStream bytes(long content, int size) {
        return new InputStream() {
            private final Random random = new Random(content);
            private final byte[] piece = new byte[PIECE];
            private int used = PIECE;
            private int left = size;

            @Override
            public int read() {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                if (left == 0) {
                    return -1;
                }
                if (used == PIECE) {
                    random.nextBytes(piece);
                    used = 0;
                }
                var count = Math.min(Math.min(length, PIECE - used), left);
                System.arraycopy(piece, used, into, offset, count);
                used += count;
                left -= count;
                return count;
            }
        };
    }

    /// Reads and closes it.
    static String sha256(InputStream content) {
        try (var digest = new DigestInputStream(content, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
