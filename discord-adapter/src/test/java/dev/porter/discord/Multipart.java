package dev.porter.discord;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// One part of a form as it was posted.
final class Multipart {
    private static final Pattern NAME = Pattern.compile(" name=\"([^\"]*)\"");
    private static final Pattern FILE_NAME = Pattern.compile(" filename=\"([^\"]*)\"");

    private final String name;
    private final String fileName;
    private final byte[] content;

    private Multipart(String name, String fileName, byte[] content) {
        this.name = name;
        this.fileName = fileName;
        this.content = content;
    }

    String name() {
        return name;
    }

    String fileName() {
        return fileName;
    }

    byte[] content() {
        return content.clone();
    }

    static List<Multipart> parse(String contentType, byte[] body) {
        var boundary = contentType.substring(contentType.indexOf("boundary=") + 9);
        // One byte is one character, so that places in the text are places in the bytes.
        var text = new String(body, StandardCharsets.ISO_8859_1);
        var parts = new ArrayList<Multipart>();
        var start = text.indexOf("--" + boundary);
        while (true) {
            var from = start + boundary.length() + 4;
            var end = text.indexOf("\r\n--" + boundary, from);
            if (end < 0) {
                return parts;
            }
            var blank = text.indexOf("\r\n\r\n", from);
            var head =
                    new String(
                            text.substring(from, blank).getBytes(StandardCharsets.ISO_8859_1),
                            StandardCharsets.UTF_8);
            parts.add(
                    new Multipart(
                            find(NAME, head),
                            find(FILE_NAME, head),
                            text.substring(blank + 4, end).getBytes(StandardCharsets.ISO_8859_1)));
            start = end + 2;
        }
    }

    private static String find(Pattern pattern, String head) {
        var found = pattern.matcher(head);
        return found.find() ? found.group(1) : "";
    }

    String text() {
        return new String(content, StandardCharsets.UTF_8);
    }
}
