package dev.porter.settings;

import dev.porter.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A secret that an administrator sets: by itself, or as a file that holds it.
public final class SecretSetting {
    private SecretSetting() {}

    /// Reads it.
    ///
    /// @param key the setting's name; with `-file` at its end the name of the other one
    /// @param value what is set as `key`
    /// @param file what is set as `key-file`
    /// @return the secret without blanks around it; empty when neither is set
    /// @throws CannotStartException when both are set, or the file holds nothing
    public static Optional<Secret> read(String key, @Nullable Secret value, @Nullable Path file) {
        var said = Optional.ofNullable(value).map(Secret::reveal).map(String::strip).orElse("");
        if (file == null || file.toString().isBlank()) {
            return said.isEmpty() ? Optional.empty() : Optional.of(new Secret(said));
        }
        if (!said.isEmpty()) {
            throw new CannotStartException(
                    "%s is set twice: remove it or %s-file.".formatted(key, key));
        }
        var content = content(key, file);
        if (content.isEmpty()) {
            throw new CannotStartException(
                    "%s-file names an empty file: write the secret into it.".formatted(key));
        }
        return Optional.of(new Secret(content));
    }

    private static String content(String key, Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException _) {
            throw new CannotStartException(
                    "%s-file cannot be read: set it to a file that Porter may read."
                            .formatted(key));
        }
    }
}
