package dev.porter.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.core.TestClock;
import dev.porter.language.Language;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PulseTest {
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final TestClock clock = new TestClock();
    private final Pulse pulse = new Pulse("Memory", SILENCE, clock);

    PulseTest() {
        clock.hold();
    }

    @Test
    void nothing_is_wrong_before_anything_was_tried() {
        clock.advance(SILENCE.multipliedBy(2));
        assertThat(pulse.state()).isEqualTo(new Pulse.State(null, null));
    }

    @Test
    void a_trouble_stays_until_it_is_connected_again_whatever_sign_of_life_there_is() {
        pulse.connected();
        pulse.failed(() -> "no way through");
        clock.advance(SILENCE);
        pulse.alive();
        assertThat(pulse.state()).isEqualTo(new Pulse.State("no way through", clock.instant()));
        pulse.connected();
        assertThat(pulse.state().trouble()).isNull();
    }

    @Test
    void silence_is_a_trouble_by_itself() {
        pulse.connected();
        clock.advance(SILENCE);
        assertThat(pulse.state().trouble()).isNull();
        clock.advance(Duration.ofMillis(1));
        assertThat(pulse.state().trouble()).isEqualTo("Memory has not answered for a while.");
        assertThat(Language.GERMAN.speak(() -> pulse.state().trouble()))
                .isEqualTo("Memory antwortet seit einer Weile nicht.");
        pulse.alive();
        assertThat(pulse.state().trouble()).isNull();
    }
}
