package dev.porter.telegram;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads `multipart/form-data` as Telegram's server does, without holding a file in memory.
final class MultipartReader {
    /// @param fileName empty when the part is no file
    record Part(String name, Optional<String> fileName) {}

    private final InputStream body;
    private final byte[] border;
    private byte[] buffer = new byte[128 * 1024];
    private int filled;

    MultipartReader(InputStream body, String contentType) throws IOException {
        this.body = body;
        var boundary = contentType.replaceFirst(".*boundary=\"?([^\";]+)\"?.*", "$1");
        border = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        buffer[0] = '\r';
        buffer[1] = '\n';
        filled = 2;
        copyPart(OutputStream.nullOutputStream());
    }

    /// The next part's heading, or nothing at the end.
    Optional<Part> next() throws IOException {
        need(2);
        if (buffer[0] == '-' && buffer[1] == '-') {
            while (fill()) {
                filled = 0;
            }
            return Optional.empty();
        }
        var headers = new ByteArrayOutputStream();
        copyUntil("\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1), headers);
        var text = headers.toString(StandardCharsets.UTF_8);
        return Optional.of(new Part(value(text, " name").orElseThrow(), value(text, " filename")));
    }

    void copyPart(OutputStream to) throws IOException {
        copyUntil(border, to);
    }

    private static Optional<String> value(String headers, String key) {
        var found =
                Pattern.compile(key + "=\"((?:[^\"\\\\]|\\\\.)*)\"", Pattern.CASE_INSENSITIVE)
                        .matcher(headers);
        return found.find() ? Optional.of(decoded(found.group(1))) : Optional.empty();
    }

    /// Backslashes first, then percent signs.
    private static String decoded(String quoted) {
        var raw = quoted.replaceAll("\\\\(.)", "$1").getBytes(StandardCharsets.UTF_8);
        var plain = new ByteArrayOutputStream();
        for (var i = 0; i < raw.length; i++) {
            if (raw[i] == '%'
                    && i + 2 < raw.length
                    && Character.digit(raw[i + 1], 16) >= 0
                    && Character.digit(raw[i + 2], 16) >= 0) {
                plain.write(Character.digit(raw[i + 1], 16) * 16 + Character.digit(raw[i + 2], 16));
                i += 2;
            } else {
                plain.write(raw[i]);
            }
        }
        return plain.toString(StandardCharsets.UTF_8);
    }

    private void copyUntil(byte[] mark, OutputStream to) throws IOException {
        while (true) {
            var at = find(mark);
            if (at >= 0) {
                to.write(buffer, 0, at);
                drop(at + mark.length);
                return;
            }
            var safe = filled - mark.length;
            if (safe > 0) {
                to.write(buffer, 0, safe);
                drop(safe);
            }
            if (!fill()) {
                throw new IOException("The body ended early.");
            }
        }
    }

    private int find(byte[] mark) {
        for (var i = 0; i + mark.length <= filled; i++) {
            if (buffer[i] == mark[0]
                    && Arrays.equals(buffer, i, i + mark.length, mark, 0, mark.length)) {
                return i;
            }
        }
        return -1;
    }

    private void need(int count) throws IOException {
        while (filled < count) {
            if (!fill()) {
                throw new IOException("The body ended early.");
            }
        }
    }

    private boolean fill() throws IOException {
        var read = body.read(buffer, filled, buffer.length - filled);
        filled += Math.max(0, read);
        return read >= 0;
    }

    private void drop(int count) {
        System.arraycopy(buffer, count, buffer, 0, filled - count);
        filled -= count;
    }
}
