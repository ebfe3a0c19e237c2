package dev.porter.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes away what was kept long enough.
final class Sweep {
    private static final Logger log = LoggerFactory.getLogger(Sweep.class);

    private Sweep() {}

    static void olderThan(Path folder, Instant then) {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(then)) {
                    delete(file);
                }
            }
        } catch (IOException e) {
            log.warn("Old files of the chat page cannot be listed.", e);
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("An old file of the chat page cannot be deleted.", e);
        }
    }
}
