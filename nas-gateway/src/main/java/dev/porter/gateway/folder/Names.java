package dev.porter.gateway.folder;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// Names on disk are UTF-8, also where Porter was started without a UTF-8 locale: Java then cannot
/// turn most names into paths, except through a URI, which takes bytes as they are.
final class Names {
    private static final boolean JAVA_KNOWS_UTF_8 =
            !System.getProperty("os.name").equals("Linux")
                    || "UTF-8".equals(System.getProperty("sun.jnu.encoding"));

    private Names() {}

    /// A path with one name.
    ///
    /// @throws InvalidPathException when there can be no such name here
    static Path path(String name) {
        return JAVA_KNOWS_UTF_8 ? Path.of(name) : pathOfBytes(name);
    }

    /// The name of a path's last part; empty when it cannot be given back to [#path].
    static Optional<String> name(Path path) {
        var last = path.getFileName();
        if (last == null) {
            return Optional.empty();
        }
        try {
            var name = JAVA_KNOWS_UTF_8 ? last.toString() : nameOfBytes(path);
            return path(name).equals(last) ? Optional.of(name) : Optional.empty();
        } catch (InvalidPathException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    static Path pathOfBytes(String name) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            throw new InvalidPathException(name, "Not Unicode");
        }
        var escaped = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        // A dot alone would be taken as a step through folders.
        var path = Path.of(URI.create("file:///" + escaped.replace(".", "%2E"))).getFileName();
        if (path == null) {
            throw new InvalidPathException(name, "Not a name");
        }
        return path;
    }

    static String nameOfBytes(Path path) throws CharacterCodingException {
        var uri = path.toUri().getRawPath();
        var end = uri.endsWith("/") ? uri.length() - 1 : uri.length();
        var escaped = uri.substring(uri.lastIndexOf('/', end - 1) + 1, end);
        var bytes = ByteBuffer.allocate(escaped.length());
        for (var i = 0; i < escaped.length(); i++) {
            if (escaped.charAt(i) == '%') {
                bytes.put((byte) Integer.parseInt(escaped, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.put((byte) escaped.charAt(i));
            }
        }
        return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    }
}
