package dev.porter.web;

import dev.porter.chat.AttachmentGoneException;
import dev.porter.chat.ChatException;
import dev.porter.web.Entry.Parcel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// The files that people sent, kept on the disk for some days so that they can be fetched later.
final class IncomingFiles {
    static final Duration KEPT = Duration.ofDays(7);
    private static final int BUFFER = 1 << 16;
    private static final Pattern REFERENCE =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Path folder;

    IncomingFiles(Path folder) throws IOException {
        this.folder = Durable.folder(folder);
    }

    /// Takes a file in, streaming; when it returns, the bytes are durable.
    ///
    /// @param promised how many bytes were announced; -1 for no announcement
    Parcel take(String name, @Nullable String mediaType, InputStream bytes, long promised) {
        if (promised > folder.toFile().getUsableSpace()) {
            throw noRoom();
        }
        var reference = UUID.randomUUID().toString();
        var size = new long[1];
        try {
            Durable.write(
                    folder.resolve(reference),
                    out -> {
                        var buffer = new byte[BUFFER];
                        for (var n = read(bytes, buffer); n >= 0; n = read(bytes, buffer)) {
                            out.write(buffer, 0, n);
                            size[0] += n;
                        }
                        if (promised >= 0 && size[0] != promised) {
                            throw brokenOff();
                        }
                    });
        } catch (IOException _) {
            throw noRoom();
        }
        return new Parcel(reference, name, mediaType, size[0]);
    }

    /// Removes what was taken in for nothing.
    void discard(List<Parcel> parcels) {
        for (var parcel : parcels) {
            Sweep.delete(folder.resolve(parcel.reference()));
        }
    }

    InputStream open(String reference) {
        if (!REFERENCE.matcher(reference).matches()) {
            throw new AttachmentGoneException("No such file was sent.");
        }
        try {
            return Files.newInputStream(folder.resolve(reference));
        } catch (NoSuchFileException _) {
            throw new AttachmentGoneException("The file is not kept any longer.");
        } catch (IOException e) {
            throw new ChatException("A file that was sent cannot be read.", e);
        }
    }

    void sweep(Instant now) {
        Sweep.olderThan(folder, now.minus(KEPT));
    }

    private static int read(InputStream bytes, byte[] buffer) {
        try {
            return bytes.read(buffer);
        } catch (IOException _) {
            throw brokenOff();
        }
    }

    private static Refusal brokenOff() {
        return Refusal.badInput("The upload broke off. Nothing was kept; please send it again.");
    }

    private static Refusal noRoom() {
        return new Refusal(
                HttpStatus.INSUFFICIENT_STORAGE,
                "There is no room for this file on the disk Porter runs on. Nothing was kept.");
    }
}
