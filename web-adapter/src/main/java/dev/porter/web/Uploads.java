package dev.porter.web;

import static dev.porter.language.Language.tr;

import dev.porter.web.Entry.Parcel;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.util.UriUtils;

/// Reads files from a request and passes them on as they arrive: a bare body, or a form with many.
/// Nobody else may read such a form, so Spring's own reading of them is off
/// (`spring.servlet.multipart.enabled`).
final class Uploads {
    private static final Pattern PATH =
            Pattern.compile("/(?:api/people|chat)/[a-z0-9-]{1,40}/files");
    private static final Pattern FILE_NAME =
            Pattern.compile("(?i);\\s*filename=\"(.*?)\"\\s*(?:;|$)", Pattern.DOTALL);
    private static final Pattern ENCODED_FILE_NAME =
            Pattern.compile("(?i);\\s*filename\\*=UTF-8''([^;\\s]*)");
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[A-Za-z0-9!#$&^_.+-]{1,60}/[A-Za-z0-9!#$&^_.+-]{1,60}");
    private static final int LONGEST_NAME = 1_000;
    private static final int LONGEST_FIELD = 200;
    private static final int LONGEST_PART_HEADER = 16 * 1024;

    /// What was read.
    record Read(List<Parcel> parcels, @Nullable String event) {}

    private final IncomingFiles files;

    Uploads(IncomingFiles files) {
        this.files = files;
    }

    static boolean isUpload(ServerRequest request) {
        return PATH.matcher(request.servletRequest().getRequestURI()).matches();
    }

    /// Reads all files of the request; when it fails, none of them is kept. A form may carry the
    /// event id as a field.
    Read read(ServerRequest request) {
        var servlet = request.servletRequest();
        var length = servlet.getContentLengthLong();
        files.checkRoom(length);
        var type =
                Optional.ofNullable(servlet.getContentType()).orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("multipart/")) {
            return form(servlet);
        }
        if (type.startsWith("application/x-www-form-urlencoded")) {
            throw new Refusal(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "Send the bytes of the file, with Content-Type: application/octet-stream.");
        }
        var event = query(servlet, "event").orElse(null);
        try {
            var parcel =
                    files.take(
                            name(servlet),
                            mediaType(servlet.getContentType()),
                            servlet.getInputStream(),
                            length);
            return new Read(List.of(parcel), event);
        } catch (IOException _) {
            throw Refusal.brokenOff();
        }
    }

    /// What a file sent as a bare body is called.
    static String name(HttpServletRequest request) {
        return checked(query(request, "name").orElse(""));
    }

    private Read form(HttpServletRequest request) {
        var parcels = new ArrayList<Parcel>();
        var whole = false;
        try {
            var event = query(request, "event").orElse(null);
            var upload = new FileUpload();
            upload.setHeaderEncoding("UTF-8");
            upload.setPartHeaderSizeMax(LONGEST_PART_HEADER);
            var parts = upload.getItemIterator(new ServletRequestContext(request));
            while (parts.hasNext()) {
                var part = parts.next();
                var name = fileName(part);
                if (name.isEmpty()) {
                    var value = field(part);
                    event = "event".equals(part.getFieldName()) && !value.isEmpty() ? value : event;
                } else if (parcels.size() >= Doorstep.MOST_FILES) {
                    throw Refusal.badInput(tr("Send at most 100 files together."));
                } else {
                    take(part, name.get(), parcels);
                }
            }
            whole = true;
            return new Read(List.copyOf(parcels), event);
        } catch (IOException _) {
            throw Refusal.brokenOff();
        } finally {
            if (!whole) {
                files.discard(parcels);
            }
        }
    }

    /// A browser that was given no file to send sends one with no name and no bytes.
    private void take(FileItemStream part, String name, List<Parcel> parcels) throws IOException {
        try (var bytes = part.openStream()) {
            var parcel = files.take(checked(name), mediaType(part.getContentType()), bytes, -1);
            if (name.isEmpty() && parcel.size() == 0) {
                files.discard(List.of(parcel));
            } else {
                parcels.add(parcel);
            }
        }
    }

    private static String field(FileItemStream part) throws IOException {
        try (var bytes = part.openStream()) {
            return new String(bytes.readNBytes(LONGEST_FIELD), StandardCharsets.UTF_8);
        }
    }

    /// Browsers escape only quotes and line ends in a name, and nothing else.
    private static Optional<String> fileName(FileItemStream part) {
        var header =
                Optional.ofNullable(part.getHeaders().getHeader("Content-Disposition")).orElse("");
        var encoded = ENCODED_FILE_NAME.matcher(header);
        if (encoded.find()) {
            return Optional.of(decoded(encoded.group(1)));
        }
        var plain = FILE_NAME.matcher(header);
        return plain.find()
                ? Optional.of(
                        plain.group(1)
                                .replace("%22", "\"")
                                .replace("%0D", "\r")
                                .replace("%0A", "\n"))
                : Optional.ofNullable(part.getName());
    }

    /// Asking the request for its parameters would make the server read the body.
    private static Optional<String> query(HttpServletRequest request, String name) {
        var query = Optional.ofNullable(request.getQueryString()).orElse("");
        for (var pair : StringUtils.tokenizeToStringArray(query, "&")) {
            if (pair.startsWith(name + "=")) {
                return Optional.of(decoded(pair.substring(name.length() + 1)));
            }
        }
        return Optional.empty();
    }

    private static String decoded(String text) {
        try {
            return UriUtils.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw Refusal.badInput(tr("This name is not written as names in an address are."));
        }
    }

    private static String checked(String name) {
        if (name.length() > LONGEST_NAME) {
            throw Refusal.badInput(tr("The name of a file has at most 1,000 characters."));
        }
        return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    static @Nullable String mediaType(@Nullable String claimed) {
        var plain =
                claimed == null ? "" : claimed.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return MEDIA_TYPE.matcher(plain).matches() ? plain : null;
    }
}
