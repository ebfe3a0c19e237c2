package dev.porter.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.h2.engine.Constants;
import org.junit.jupiter.api.Test;

/// What may not come along unnoticed with an update of Spring Boot.
class PinnedLibrariesTest {
    @Test
    void h2_is_the_one_that_was_tried_with_kills_and_power_cuts() {
        assertThat(Constants.VERSION)
                .as(
                        "H2 2.5 was measured to lose commits that it had confirmed and synced. Take"
                                + " another version only after mvn -Pchaos verify has found nothing with"
                                + " it, and change docs/administrator.md, which names the version too")
                .isEqualTo("2.4.240");
    }
}
