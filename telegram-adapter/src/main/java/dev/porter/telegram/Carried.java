package dev.porter.telegram;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.porter.chat.OutgoingFile;
import java.util.Optional;

/// Documents that Telegram has already: it hands them out again without their bytes, under the name
/// that they had then. Kept in memory only: without it, a file is sent once more.
final class Carried {
    /// Only what is known to be the same in every bit.
    private record Key(String sha256, long size, String name) {}

    private final Cache<Key, String> files = Caffeine.newBuilder().maximumSize(2_000).build();

    private static Optional<Key> key(OutgoingFile file) {
        return Optional.ofNullable(file.sha256())
                .map(digest -> new Key(digest, file.size(), file.name()));
    }

    /// What Telegram calls it.
    Optional<String> find(OutgoingFile file) {
        return key(file).map(files::getIfPresent);
    }

    void add(OutgoingFile file, String fileId) {
        if (!fileId.isEmpty()) {
            key(file).ifPresent(key -> files.put(key, fileId));
        }
    }

    void remove(OutgoingFile file) {
        key(file).ifPresent(files::invalidate);
    }
}
