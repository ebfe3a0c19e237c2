package dev.porter.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What is said in the languages besides English, from all modules; read when the first of it is
/// said.
final class Translations {
    private static final Map<Language, Map<String, String>> ALL = readAll();

    private Translations() {}

    static String of(Language language, String english) {
        return ALL.getOrDefault(language, Map.of()).getOrDefault(english, english);
    }

    private static Map<Language, Map<String, String>> readAll() {
        var all = new HashMap<Language, Map<String, String>>();
        for (var language : Language.values()) {
            all.put(language, read("dev/porter/language/" + language.code() + ".json"));
        }
        return all;
    }

    private static Map<String, String> read(String name) {
        var json = JsonMapper.shared();
        var texts = new HashMap<String, String>();
        try {
            for (var file : Collections.list(Language.class.getClassLoader().getResources(name))) {
                texts.putAll(read(json, file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private static Map<String, String> read(JsonMapper json, URL file) throws IOException {
        try (var in = file.openStream()) {
            return json.readValue(in, new TypeReference<Map<String, String>>() {});
        }
    }
}
