package dev.porter.telegram;

import dev.porter.chat.OutgoingFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Documents that Telegram has already: it hands them out again without their bytes, under the name
/// that they had then. Kept in memory only: without it, a file is sent once more.
final class Carried {
    private static final int MOST = 2_000;

    /// Only what is known to be the same in every bit.
    private record Key(String sha256, long size, String name) {}

    private final Map<Key, String> files =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, String> eldest) {
                    return size() > MOST;
                }
            };

    private static Optional<Key> key(OutgoingFile file) {
        return Optional.ofNullable(file.sha256())
                .map(digest -> new Key(digest, file.size(), file.name()));
    }

    /// What Telegram calls it.
    synchronized Optional<String> find(OutgoingFile file) {
        return key(file).map(files::get);
    }

    synchronized void add(OutgoingFile file, String fileId) {
        if (!fileId.isEmpty()) {
            key(file).ifPresent(key -> files.put(key, fileId));
        }
    }

    synchronized void remove(OutgoingFile file) {
        key(file).ifPresent(files::remove);
    }
}
