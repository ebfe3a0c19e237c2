package dev.porter.files;

import dev.porter.nas.Fingerprint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One version of a file as the manifest on the NAS holds it.
///
/// @param version its number in the catalogue
/// @param file the number of its file there; null in manifests from before this was written down
/// @param binned whether the file lies in the bin
/// @param number 1 for the first version of the file
/// @param path in the home of its owner
/// @param recompressed whether a chat had changed the bytes; null where nobody has written it down
public record ManifestLine(
        long version,
        @Nullable Long file,
        String name,
        String mediaType,
        boolean binned,
        int number,
        String path,
        long size,
        String sha256,
        @Nullable String md5,
        @Nullable Boolean recompressed,
        Instant storedAt) {
    /// What its bytes are.
    Fingerprint content() {
        return new Fingerprint(size, sha256, md5);
    }

    /// Whether its owner may have a better one: where nobody knows, that is true of all that chats
    /// make smaller.
    boolean notOriginal() {
        return recompressed == null
                ? switch (Kind.of(mediaType)) {
                    case PICTURE, VIDEO -> true;
                    case AUDIO, DOCUMENT, OTHER -> false;
                }
                : recompressed;
    }
}
