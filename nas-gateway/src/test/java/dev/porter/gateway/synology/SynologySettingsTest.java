package dev.porter.gateway.synology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porter.settings.CannotStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SynologySettingsTest {
    private static final Map<String, String> ENOUGH =
            Map.of(
                    "url",
                    "https://nas.example.org:5001",
                    "username",
                    "files",
                    "password",
                    "hush-hush");

    @TempDir Path folder;

    private static SynologySettings.Checked checked(Map<String, String> more) {
        var values = new HashMap<>(ENOUGH);
        values.putAll(more);
        values.values().removeIf("none"::equals);
        return Dsm.bind(values).checked();
    }

    @Test
    void an_address_and_a_service_account_are_enough() {
        var checked = checked(Map.of());
        assertThat(checked.files().account()).isEqualTo("files");
        assertThat(checked.files().password().reveal()).isEqualTo("hush-hush");
        assertThat(checked.administrator()).isEmpty();
        assertThat(checked.homes()).isEqualTo("/homes");
        assertThat(checked.onboarding().quota()).isEmpty();
    }

    @Test
    void what_is_empty_is_not_set() {
        var checked =
                checked(
                        Map.of(
                                "device-id", "",
                                "password-file", "",
                                "certificate", "",
                                "admin-username", "",
                                "admin-password", "",
                                "group", "",
                                "quota", "",
                                "applications", ""));
        assertThat(checked.files().deviceId()).isNull();
        assertThat(checked.administrator()).isEmpty();
        assertThat(checked.onboarding().group()).isEmpty();
        assertThat(checked.onboarding().applications()).isEmpty();
    }

    @Test
    void secrets_come_from_files_too() throws IOException {
        var password = Files.writeString(folder.resolve("password"), "from a file\n");
        var device = Files.writeString(folder.resolve("device"), "id");
        var checked =
                checked(
                        Map.of(
                                "password", "none",
                                "password-file", password.toString(),
                                "device-id-file", device.toString(),
                                "admin-username", "accounts",
                                "admin-password-file", password.toString(),
                                "admin-device-id-file", device.toString(),
                                "quota", "100GB"));
        assertThat(checked.files().password().reveal()).isEqualTo("from a file");
        assertThat(checked.files().deviceId()).isNotNull();
        assertThat(checked.administrator().orElseThrow().password().reveal())
                .isEqualTo("from a file");
        assertThat(checked.onboarding().quota()).isEqualTo(OptionalLong.of(102_400));
    }

    @ParameterizedTest
    @CsvSource({
        "url, none, is missing",
        "url, http://nas:5000, does not begin with https://",
        "url, nas.local, does not begin with https://",
        "url, https://a:b@nas:5001, has more than an address",
        "url, https://nas:5001/?sid=1, has more than an address",
        "username, none, is missing",
        "password, none, is missing",
        "password-file, /nowhere, is set twice",
        "device-id-file, /nowhere, cannot be read",
        "certificate, ab:cd, is neither a SHA-256 value",
        "certificate, /nowhere.pem, is neither a SHA-256 value",
        "admin-password, alone, porter.nas.synology.admin-username is missing",
        "admin-device-id, alone, porter.nas.synology.admin-username is missing",
        "admin-username, alone, porter.nas.synology.admin-password is missing",
        "admin-username, admin, built-in administrator",
        "homes, homes, is no folder",
        "homes, /homes/, is no folder",
        "quota, 1KB, is less than 1MB"
    })
    void what_is_wrong_or_missing_is_one_sentence_with_the_key(
            String key, String value, String problem) {
        assertThatThrownBy(() -> checked(Map.of(key, value)))
                .isInstanceOf(CannotStartException.class)
                .hasMessageStartingWith("porter.nas.synology.")
                .hasMessageContaining(problem)
                .hasMessageEndingWith(".")
                .hasMessageNotContainingAny("\n", "hush-hush", "sid");
    }

    @Test
    void no_secret_is_in_a_settings_text() {
        assertThat(Dsm.bind(ENOUGH).toString())
                .doesNotContain("hush-hush")
                .contains("nas.example.org");
        assertThat(checked(Map.of("device-id", "secret-id")).toString())
                .doesNotContain("hush-hush")
                .doesNotContain("secret-id");
    }
}
