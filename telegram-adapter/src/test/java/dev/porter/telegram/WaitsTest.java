package dev.porter.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitsTest {
    private final Waits usual = Waits.usual(false);

    @Test
    void pauses_double() {
        assertThat(usual.pause(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(usual.pause(2)).isEqualTo(Duration.ofSeconds(2));
        assertThat(usual.pause(6)).isEqualTo(Duration.ofSeconds(32));
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 20, 1_000, Integer.MAX_VALUE})
    void a_pause_is_never_longer_than_a_minute_however_long_telegram_is_away(int failures) {
        assertThat(usual.pause(failures)).isEqualTo(Duration.ofMinutes(1));
    }
}
