package dev.porter.discord;

import dev.porter.chat.ExactStream;
import dev.porter.chat.OutgoingFile;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import net.dv8tion.jda.api.utils.FileUpload;

/// A file on its way out, streamed and opened anew for each attempt.
final class UploadedFile {
    private static final int LONGEST_NAME = 120;

    /// The bytes could not be read, or are not the promised ones: that is no fault of Discord's.
    static final class SourceException extends IOException {
        SourceException(IOException cause) {
            super("The file could not be read to its end.", cause);
        }
    }

    /// Carries what opening the file threw through JDA, which would take it for a broken line.
    private static final class NotOpenedException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final RuntimeException thrown;

        NotOpenedException(RuntimeException thrown) {
            super(thrown);
            this.thrown = thrown;
        }
    }

    private UploadedFile() {}

    static FileUpload of(OutgoingFile file) {
        return FileUpload.fromStreamSupplier(name(file.name()), () -> open(file));
    }

    private static InputStream open(OutgoingFile file) {
        try {
            var content = file.content().open();
            return new Source(new ExactStream(content, file.size(), content));
        } catch (IOException e) {
            throw new UncheckedIOException(new SourceException(e));
        } catch (RuntimeException e) {
            throw new NotOpenedException(e);
        }
    }

    /// Throws what opening a file threw, if that is the reason of a failure.
    static void rethrow(Throwable failure) {
        for (var e = failure; e != null; e = e.getCause()) {
            if (e instanceof NotOpenedException source) {
                throw source.thrown;
            }
        }
    }

    /// Whether Discord leaves this name as it is.
    static boolean keepsItsName(String name) {
        return name(name).equals(name);
    }

    /// The name as Discord would make it, so that it is the same for every kind of client.
    private static String name(String name) {
        var safe = name.replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^[._]+", "");
        if (safe.length() > LONGEST_NAME) {
            var dot = safe.lastIndexOf('.');
            var end = dot > 0 && safe.length() - dot < 12 ? safe.substring(dot) : "";
            safe = safe.substring(0, LONGEST_NAME - end.length()) + end;
        }
        return safe.isEmpty() ? "file" : safe;
    }

    /// Tells a failure to read from a failure to send.
    private static final class Source extends FilterInputStream {
        Source(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException e) {
                throw new SourceException(e);
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (IOException e) {
                throw new SourceException(e);
            }
        }
    }
}
