package dev.porter.conversation;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What the commands do, in the languages besides English, for the menus of the platforms.
public final class Translations {
    /// Their codes, of two letters.
    public static final Set<String> LANGUAGES = Set.of("de");

    private static final Map<String, Properties> ALL =
            LANGUAGES.stream().collect(Collectors.toMap(Function.identity(), Translations::read));

    private Translations() {}

    private static Properties read(String language) {
        var name = "commands_" + language + ".properties";
        try (var in = Objects.requireNonNull(Translations.class.getResourceAsStream(name), name)) {
            var texts = new Properties();
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A description in a language; empty where there is none.
    ///
    /// @param key the command, and after a dot what follows it
    public static Optional<String> of(String key, String language) {
        return Optional.ofNullable(ALL.get(language)).map(texts -> texts.getProperty(key));
    }

    /// A description in each language that has one.
    ///
    /// @param key the command, and after a dot what follows it
    public static Map<String, String> of(String key) {
        var texts = new TreeMap<String, String>();
        LANGUAGES.forEach(
                language -> of(key, language).ifPresent(text -> texts.put(language, text)));
        return texts;
    }
}
