package dev.porter.chat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file on its way to a person.
///
/// @param name its name as the person knows it, maybe one that the platform cannot show: then the
///   platform shows it in the caption
/// @param mediaType what it is
/// @param size in bytes, exactly
/// @param picture whether to show it in the chat rather than as a document; the platform may then
///   change the bytes, so only for what is made to be looked at
/// @param caption plain text beside it; may be empty
/// @param care how it is kept
/// @param sha256 of the bytes, where it is known: a platform that has carried the same before may
///   hand those out; null where it is not
/// @param content opens the bytes; called anew for each attempt. Reading it fails at the end when
///   the bytes are not the promised ones; the platform then delivers nothing.
public record OutgoingFile(
        String name,
        String mediaType,
        long size,
        boolean picture,
        String caption,
        Message.Care care,
        @Nullable String sha256,
        Content content) {

    /// A file whose bytes are known only once they are read.
    public OutgoingFile(
            String name,
            String mediaType,
            long size,
            boolean picture,
            String caption,
            Message.Care care,
            Content content) {
        this(name, mediaType, size, picture, caption, care, null, content);
    }

    /// Whether it is a picture that every chat can show, by what it is said to be. A platform that
    /// shows no more than the name of a document may show such a one beside its bytes.
    public boolean viewable() {
        return mediaType.equals("image/jpeg") || mediaType.equals("image/png");
    }

    /// What a file of that name is by the look of its name.
    public static String mediaTypeOf(String name) {
        return Optional.ofNullable(URLConnection.guessContentTypeFromName(name))
                .orElse("application/octet-stream");
    }

    /// Where the bytes come from.
    @FunctionalInterface
    public interface Content {
        /// Opens the bytes from the start; the caller closes the stream.
        InputStream open() throws IOException;
    }
}
