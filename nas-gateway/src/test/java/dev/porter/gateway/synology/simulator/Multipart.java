package dev.porter.gateway.synology.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the parts of a form as they come, without holding them.
final class Multipart {
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
    private static final Pattern FILE_NAME = Pattern.compile("[; ]filename=\"([^\"]*)\"");
    private static final int MOST_HEADER = 64 * 1024;

    private final InputStream in;
    private final byte[] delimiter;
    private byte[] buffer = new byte[1 << 17];
    private int from;
    private int to;

    Multipart(InputStream in, String boundary) {
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
        // As if the line before the first delimiter had ended.
        buffer[0] = '\r';
        buffer[1] = '\n';
        to = 2;
    }

    /// The head of a part; a file when it has a file name.
    record Part(String name, Optional<String> fileName) {}

    /// The next part; empty at the end of the form.
    Optional<Part> next() throws IOException {
        pass(OutputStream.nullOutputStream());
        var two = "" + (char) read() + (char) read();
        if (two.equals("--")) {
            return Optional.empty();
        }
        if (!two.equals("\r\n")) {
            throw new IOException("no line end after a boundary");
        }
        var header = header();
        var name = NAME.matcher(header);
        var fileName = FILE_NAME.matcher(header);
        if (!name.find()) {
            throw new IOException("a part without a name");
        }
        return Optional.of(
                new Part(
                        name.group(1),
                        fileName.find() ? Optional.of(fileName.group(1)) : Optional.empty()));
    }

    String text() throws IOException {
        var text = new ByteArrayOutputStream();
        copy(text);
        return text.toString(StandardCharsets.UTF_8);
    }

    /// Copies the content of the part and stops before the delimiter.
    void copy(OutputStream out) throws IOException {
        while (true) {
            int found = find();
            if (found >= 0) {
                out.write(buffer, from, found - from);
                from = found;
                return;
            }
            int safe = Math.max(0, to - from - delimiter.length + 1);
            out.write(buffer, from, safe);
            from += safe;
            fill();
        }
    }

    private void pass(OutputStream nowhere) throws IOException {
        copy(nowhere);
        from += delimiter.length;
    }

    private String header() throws IOException {
        var header = new ByteArrayOutputStream();
        while (!endsWithBlankLine(header)) {
            if (header.size() > MOST_HEADER) {
                throw new IOException("a part with an endless head");
            }
            header.write(read());
        }
        return header.toString(StandardCharsets.UTF_8);
    }

    private static boolean endsWithBlankLine(ByteArrayOutputStream header) {
        return header.size() >= 4
                && header.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n");
    }

    private int read() throws IOException {
        if (from == to) {
            fill();
        }
        return buffer[from++] & 0xff;
    }

    private int find() {
        int last = to - delimiter.length;
        for (int i = from; i <= last; i++) {
            if (buffer[i] == '\r' && matches(i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean matches(int at) {
        for (int i = 1; i < delimiter.length; i++) {
            if (buffer[at + i] != delimiter[i]) {
                return false;
            }
        }
        return true;
    }

    private void fill() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        int n = in.read(buffer, to, buffer.length - to);
        if (n < 0) {
            throw new IOException("the form breaks off");
        }
        to += n;
    }
}
