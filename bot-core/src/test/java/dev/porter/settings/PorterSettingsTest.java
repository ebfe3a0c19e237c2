package dev.porter.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PorterSettingsTest {
    private static PorterSettings with(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("porter", PorterSettings.class);
    }

    @Test
    void nothing_needs_to_be_set() {
        var settings = with(Map.of());
        assertThat(settings.claim()).isEmpty();
        assertThat(settings.nas().forApps()).isEmpty();
        assertThat(settings.nas().checkEvery()).isEqualTo(Duration.ofDays(30));
    }

    @ParameterizedTest
    @CsvSource({
        "porter.spool-limit, -1GB",
        "porter.nas.check-every, 0",
        "porter.nas.check-every, 30",
        "porter.nas.check-every, -30d",
        "porter.public-url, porter.example.org",
        "porter.public-url, https://ada:secret@porter.example.org"
    })
    void a_value_that_makes_no_sense_is_named_with_its_key(String key, String value) {
        assertThatThrownBy(() -> with(Map.of(key, value)))
                .hasRootCauseInstanceOf(CannotStartException.class)
                .rootCause()
                .hasMessageStartingWith(key + " must be ")
                .hasMessageNotContaining("secret");
    }
}
