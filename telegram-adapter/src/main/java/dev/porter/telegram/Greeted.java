package dev.porter.telegram;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The groups that were told where Porter works, noted in a file, a line for each.
final class Greeted {
    private static final Logger log = LoggerFactory.getLogger(Greeted.class);
    private static final int MOST = 1_000;

    private final Path notes;
    private final Set<String> groups = new HashSet<>();

    Greeted(Path notes) {
        this.notes = notes;
    }

    /// Takes up what the Porter before noted.
    synchronized void resume() {
        try {
            if (Files.exists(notes)) {
                groups.addAll(Files.readAllLines(notes));
            }
        } catch (IOException e) {
            log.warn("The list of greeted groups cannot be read: {}", e.toString());
        }
    }

    /// Notes a group.
    ///
    /// @return whether it was not noted before; also false when there are too many
    synchronized boolean add(String group) {
        if (groups.size() >= MOST || !groups.add(group)) {
            return false;
        }
        try {
            Files.createDirectories(notes.toAbsolutePath().getParent());
            Files.write(
                    notes, List.of(group), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            log.warn("The list of greeted groups cannot be written: {}", e.toString());
        }
        return true;
    }
}
