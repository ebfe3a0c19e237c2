package dev.porter.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ChaosIT {
    @Test
    void nothing_is_broken_doubled_or_left_over() throws IOException {
        try (var chaos = new Chaos(ChaosSettings.given())) {
            assertThat(chaos.run()).as("nothing is wrong").isTrue();
        }
    }
}
