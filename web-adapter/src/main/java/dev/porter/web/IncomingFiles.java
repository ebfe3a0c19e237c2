package dev.porter.web;

import static dev.porter.language.Language.tr;

import dev.porter.chat.AttachmentGoneException;
import dev.porter.chat.ChatException;
import dev.porter.web.Entry.Parcel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// The files that people sent, kept on the disk for some days, and as long as somebody needs them.
final class IncomingFiles {
    /// Longer than Porter can go back to what it has taken in, should its database be put back.
    static final Duration KEPT = Duration.ofDays(9);

    private static final int BUFFER = 1 << 16;
    private static final Pattern REFERENCE =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Shelf shelf;

    IncomingFiles(Shelf shelf) {
        this.shelf = shelf;
    }

    /// Refuses at once what cannot fit.
    ///
    /// @param promised how many bytes were announced; -1 for no announcement
    void checkRoom(long promised) {
        try {
            if (!shelf.hasRoomFor(promised)) {
                throw noRoom();
            }
        } catch (IOException _) {
            throw noRoom();
        }
    }

    /// Takes a file in, streaming; when it returns, the bytes are durable.
    ///
    /// @param promised how many bytes were announced; -1 for no announcement
    Parcel take(String name, @Nullable String mediaType, InputStream bytes, long promised) {
        var reference = UUID.randomUUID().toString();
        var size = new long[1];
        try {
            shelf.put(
                    reference,
                    out -> {
                        var buffer = new byte[BUFFER];
                        for (var n = read(bytes, buffer); n >= 0; n = read(bytes, buffer)) {
                            out.write(buffer, 0, n);
                            size[0] += n;
                        }
                        if (promised >= 0 && size[0] != promised) {
                            throw Refusal.brokenOff();
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
            shelf.delete(parcel.reference());
        }
    }

    InputStream open(String reference) {
        if (!REFERENCE.matcher(reference).matches()) {
            throw new AttachmentGoneException("No such file was sent.");
        }
        try {
            return shelf.open(reference);
        } catch (NoSuchFileException _) {
            throw new AttachmentGoneException("The file is not kept any longer.");
        } catch (IOException e) {
            throw new ChatException("A file that was sent cannot be read.", e);
        }
    }

    /// Takes away what was kept long enough and is not needed any more.
    ///
    /// @param needed tells by its reference whether a file is
    void sweep(Instant now, Predicate<String> needed) {
        shelf.sweep(now.minus(KEPT), needed);
    }

    private static int read(InputStream bytes, byte[] buffer) {
        try {
            return bytes.read(buffer);
        } catch (IOException _) {
            throw Refusal.brokenOff();
        }
    }

    private static Refusal noRoom() {
        return new Refusal(
                HttpStatus.INSUFFICIENT_STORAGE,
                tr(
                        "The disk Porter runs on is too full for this: a twentieth of it, and at least 2"
                                + " GB, always stays free. Nothing was kept; please make room there and send it"
                                + " again."));
    }
}
