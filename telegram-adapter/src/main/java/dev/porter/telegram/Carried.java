package dev.porter.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.porter.chat.OutgoingFile;
import java.util.Optional;

/// Files that Telegram has already: it hands them out again without their bytes, under the name
/// that they had then. Kept in memory only: without it, a file is sent once more.
final class Carried {
    /// Only what is known to be the same in every bit.
    private record Key(String sha256, long size, String name, Shape shape) {}

    private final Cache<Key, String> files = Caffeine.newBuilder().maximumSize(2_000).build();

    private static Optional<Key> key(OutgoingFile file, Shape shape) {
        return Optional.ofNullable(file.sha256())
                .map(digest -> new Key(digest, file.size(), file.name(), shape));
    }

    /// What Telegram calls it.
    Optional<String> find(OutgoingFile file, Shape shape) {
        return key(file, shape).map(files::getIfPresent);
    }

    /// Remembers what Telegram called it.
    ///
    /// @param message the one it came in, as Telegram answered
    void add(OutgoingFile file, Shape shape, JsonNode message) {
        var id = shape.in(message).path("file_id").asText();
        if (!id.isEmpty()) {
            key(file, shape).ifPresent(key -> files.put(key, id));
        }
    }

    void remove(OutgoingFile file, Shape shape) {
        key(file, shape).ifPresent(files::invalidate);
    }
}
