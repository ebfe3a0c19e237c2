package dev.porter.language;

import static dev.porter.language.Saying.sentence;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SayingTest {
    private static final Saying SICK = sentence("The disk %s is sick.", "volume_1");

    @Test
    void it_is_put_into_words_in_the_language_that_is_spoken_then() {
        var both = sentence("The NAS does not answer.").and(SICK);
        assertThat(both.words()).isEqualTo("The NAS does not answer. The disk volume_1 is sick.");
        assertThat(Language.GERMAN.speak(both::words))
                .isEqualTo("Das NAS antwortet nicht. Die Platte volume_1 ist krank.");
        assertThat(Language.GERMAN.speak(both::english)).isEqualTo(both.words());
    }

    @Test
    void it_is_the_same_whatever_language_was_spoken_when_it_was_made_and_after_it_was_kept() {
        var german = Language.GERMAN.speak(() -> sentence("The disk %s is sick.", "volume_1"));
        assertThat(german).isEqualTo(SICK);
        var json = JsonMapper.shared();
        assertThat(json.readValue(json.writeValueAsString(SICK), Saying.class)).isEqualTo(SICK);
        assertThat(sentence("The disk %s is sick.", "volume_2")).isNotEqualTo(SICK);
    }

    @Test
    void what_is_said_as_it_is_may_have_any_signs_in_it() {
        var verbatim = Saying.verbatim("100 % of %s");
        assertThat(Language.GERMAN.speak(verbatim::words)).isEqualTo("100 % of %s");
    }
}
