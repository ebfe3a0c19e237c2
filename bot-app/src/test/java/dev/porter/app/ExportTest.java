package dev.porter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/// Everything that Porter holds of a person, on request.
@ExtendWith(House.Shared.class)
class ExportTest {
    private final House house;

    ExportTest(House house) {
        this.house = house;
    }

    @Test
    void all_that_is_held_comes_as_one_document_without_any_secret() throws IOException {
        var fay = house.member("fay");
        fay.sends("Recipe.pdf", Samples.pdf("fay"));
        fay.hears("Stored and verified");
        assertThat(fay.says("/export")).contains("To have things deleted");
        var document = fay.hears("Everything I hold of you.").handed();
        assertThat(document.name()).endsWith(".json");
        try (var bytes = fay.fetches(document)) {
            var text = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(new JsonMapper().readTree(text).isObject()).isTrue();
            assertThat(text)
                    .contains("fay")
                    .contains("Recipe.pdf")
                    .contains(Samples.sha256(Samples.pdf("fay")))
                    .doesNotContain(House.PASSWORD)
                    .doesNotContain("argon2");
        }
    }
}
