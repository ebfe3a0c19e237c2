package dev.porter.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Every language says all that a module says.
public abstract class TranslationsContract {
    private static final Said SAID = Said.in(Path.of("src/main/java"));

    /// Words in the sources that nobody reads in a chat, whatever they look like.
    protected abstract Set<String> unheard();

    /// What the module says outside its Java sources, such as in templates.
    protected Set<String> saidElsewhere() {
        return Set.of();
    }

    @ParameterizedTest
    @EnumSource(names = "ENGLISH", mode = EnumSource.Mode.EXCLUDE)
    void all_that_is_said_is_translated_and_nothing_else(Language language) {
        var said = new HashSet<>(SAID.texts().keySet());
        said.addAll(saidElsewhere());
        assertThat(translations(language).keySet())
                .as("the texts in %s", language.ownName())
                .containsExactlyInAnyOrderElementsOf(said);
    }

    @ParameterizedTest
    @EnumSource(names = "ENGLISH", mode = EnumSource.Mode.EXCLUDE)
    void a_translation_has_a_place_for_each_value(Language language) {
        assertThat(translations(language))
                .allSatisfy((english, translated) ->
                        assertThat(Said.values(translated))
                                .as(translated)
                                .isEqualTo(Said.values(english)));
    }

    @Test
    void nothing_is_said_that_cannot_be_translated() {
        assertThat(SAID.outside())
                .filteredOn(said -> unheard().stream().noneMatch(said::endsWith))
                .isEmpty();
    }

    @Test
    void nothing_is_listed_as_unheard_that_is_not_there() {
        assertThat(unheard())
                .allSatisfy(
                        words -> assertThat(SAID.outside()).anyMatch(said -> said.endsWith(words)));
    }

    private static Map<String, String> translations(Language language) {
        return JsonMapper.shared()
                .readValue(
                        Path.of(
                                "src/main/resources/dev/porter/language",
                                language.code() + ".json"),
                        new TypeReference<Map<String, String>>() {});
    }
}
