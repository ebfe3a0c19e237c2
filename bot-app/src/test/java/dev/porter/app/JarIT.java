package dev.porter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The jar that is handed out, started as the README says.
class JarIT {
    private static final int SIGTERM_EXIT = 128 + 15;
    private static final Duration A_WHILE = Duration.ofMinutes(5);

    @Test
    void it_starts_says_where_it_is_answers_for_its_health_and_stops(@TempDir Path data)
            throws Exception {
        var jar = Path.of("target", "porter.jar").toString();
        try (var porter = PorterProcess.start(data, List.of("-jar", jar));
                var http = HttpClient.newHttpClient()) {
            var health = porter.page().resolve("/actuator/health");
            var answer = http.send(HttpRequest.newBuilder(health).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(porter.claimCode()).hasSizeGreaterThan(8);
            porter.terminate();
            assertThat(porter.ends(A_WHILE)).isEqualTo(SIGTERM_EXIT);
            assertThat(porter.output().lines())
                    .as("all that it says")
                    .singleElement()
                    .asString()
                    .contains("Porter is ready. Chat page: " + porter.page())
                    .endsWith("send /claim " + porter.claimCode());
        }
    }
}
