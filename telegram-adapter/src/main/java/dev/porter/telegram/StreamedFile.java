package dev.porter.telegram;

import dev.porter.chat.ChatException;
import dev.porter.chat.OutgoingFile;
import java.io.IOException;
import java.io.InputStream;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import okio.BufferedSink;

/// A file as part of a request, read while it is sent. When it turns out not to be what was
/// promised, the request is left unfinished, so that nothing is delivered.
final class StreamedFile extends RequestBody {
    private static final MediaType BYTES = MediaType.get("application/octet-stream");
    private static final int CHUNK = 64 * 1024;

    private final OutgoingFile file;

    private StreamedFile(OutgoingFile file) {
        this.file = file;
    }

    /// The failure is at our end, not on the way to Telegram.
    static final class SourceException extends IOException {
        SourceException(String message) {
            super(message);
        }

        SourceException(IOException cause) {
            super(cause);
        }

        ChatException asChatException() {
            return new ChatException("The file could not be read while it was sent.", this);
        }
    }

    static MultipartBody.Part part(String field, OutgoingFile file, String name) {
        // OkHttp leaves the percent sign alone, and the server decodes what follows it.
        var headers =
                new Headers.Builder()
                        .addUnsafeNonAscii(
                                "Content-Disposition",
                                "form-data; name=\""
                                        + field
                                        + "\"; filename=\""
                                        + quoted(name)
                                        + '"')
                        .build();
        return MultipartBody.Part.create(headers, new StreamedFile(file));
    }

    private static String quoted(String name) {
        var quoted = new StringBuilder();
        name.chars()
                .forEach(c -> {
                    switch (c) {
                        case '"' -> quoted.append("%22");
                        case '%' -> quoted.append("%25");
                        case '\\' -> quoted.append("%5C");
                        default -> quoted.append(c < ' ' || c == 127 ? ' ' : (char) c);
                    }
                });
        return quoted.toString();
    }

    @Override
    public MediaType contentType() {
        return BYTES;
    }

    @Override
    public long contentLength() {
        return file.size();
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        try (var content = open()) {
            var chunk = new byte[CHUNK];
            var left = file.size();
            // Read to the very end: that is where the source says that its bytes were wrong.
            for (var read = read(content, chunk); read >= 0; read = read(content, chunk)) {
                left -= read;
                if (left < 0) {
                    throw new SourceException("The file is longer than it was said to be.");
                }
                sink.write(chunk, 0, read);
            }
            if (left > 0) {
                throw new SourceException("The file is shorter than it was said to be.");
            }
        }
    }

    private InputStream open() throws SourceException {
        try {
            return file.content().open();
        } catch (IOException e) {
            throw new SourceException(e);
        }
    }

    private static int read(InputStream content, byte[] chunk) throws SourceException {
        try {
            return content.read(chunk);
        } catch (IOException e) {
            throw new SourceException(e);
        }
    }
}
