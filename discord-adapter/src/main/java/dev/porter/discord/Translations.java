package dev.porter.discord;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.utils.data.DataObject;

/// What the commands do, in the languages besides English.
final class Translations {
    private static final List<String> LANGUAGES = List.of("de");
    private static final Map<String, Properties> ALL =
            LANGUAGES.stream().collect(Collectors.toMap(code -> code, Translations::read));

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

    /// What Discord wants to know of a description: the text for each language that has one.
    ///
    /// @param key the command, and after a dot what follows it
    static DataObject of(String key) {
        var texts = DataObject.empty();
        ALL.forEach((language, all) -> {
            var text = all.getProperty(key);
            if (text != null) {
                texts.put(language, text);
            }
        });
        return texts;
    }
}
