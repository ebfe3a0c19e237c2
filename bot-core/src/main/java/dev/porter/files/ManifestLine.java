package dev.porter.files;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One version of a file as the manifest on the NAS holds it.
///
/// @param version its number in the catalogue
/// @param binned whether the file lies in the bin
/// @param number 1 for the first version of the file
/// @param path in the home of its owner
public record ManifestLine(
        long version,
        String name,
        String mediaType,
        boolean binned,
        int number,
        String path,
        long size,
        String sha256,
        @Nullable String md5,
        Instant storedAt) {}
