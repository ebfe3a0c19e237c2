package dev.porter.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porter.conversation.Dialogue;
import dev.porter.settings.CannotStartException;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class DatabaseRulesTest {
    @TempDir Path folder;

    private DataSource h2(String settings) {
        return new DriverManagerDataSource(
                "jdbc:h2:file:" + folder.resolve("test") + settings, "sa", "");
    }

    @ParameterizedTest
    @CsvSource({
        "'', WRITE_DELAY=0|REUSE_SPACE=false",
        ";WRITE_DELAY=0, REUSE_SPACE=false",
        ";REUSE_SPACE=FALSE, WRITE_DELAY=0",
        ";WRITE_DELAY=500;REUSE_SPACE=FALSE, WRITE_DELAY=0"
    })
    void settings_that_lose_data_are_refused_with_the_remedy(String settings, String lacks) {
        assertThatThrownBy(() -> DatabaseRules.check(h2(settings)))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("spring.datasource.url")
                .hasMessageMatching(".*(" + lacks + ").*");
    }

    @Test
    void settings_that_keep_it_are_accepted() {
        assertThat(DatabaseRules.check(h2(";WRITE_DELAY=0;REUSE_SPACE=FALSE"))).isTrue();
    }

    @Test
    void porter_does_not_start_on_a_database_that_would_lose_something() {
        assertThatThrownBy(() ->
                        Dialogue.in(
                                        folder.resolve("data"),
                                        "spring.datasource.url=jdbc:h2:file:"
                                                + folder.resolve("other"),
                                        "spring.datasource.username=sa")
                                .close())
                .rootCause()
                .hasMessageContaining("spring.datasource.url lacks");
    }
}
