package dev.porter.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.chat.ChatPlatform;
import dev.porter.chat.Inbox;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class TelegramConfigurationTest {
    @TempDir Path data;

    private final ApplicationContextRunner application =
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(TelegramConfiguration.class))
                    .withBean(Inbox.class, () -> _ -> {});

    @Test
    void without_a_token_there_is_no_telegram() {
        application
                .withPropertyValues("porter.telegram.token=", "porter.telegram.token-file=")
                .run(context -> assertThat(context).doesNotHaveBean(ChatPlatform.class));
    }

    @Test
    void a_token_alone_is_enough_and_is_not_shown() {
        application
                .withPropertyValues(
                        "porter.data=" + data,
                        "porter.telegram.token=" + BotApiEmulator.TOKEN,
                        "porter.telegram.api-url=http://127.0.0.1:9")
                .run(context -> {
                    assertThat(context).hasSingleBean(ChatPlatform.class);
                    assertThat(context.getBean(TelegramSettings.class).toString())
                            .doesNotContain(BotApiEmulator.TOKEN);
                    var health = context.getBean("telegramHealthIndicator", HealthIndicator.class);
                    await().until(() ->
                            health.health() != null
                                    && health.health().getStatus().equals(Status.DOWN));
                    assertThat(String.valueOf(health.health()))
                            .contains("cannot be reached")
                            .doesNotContain(BotApiEmulator.TOKEN);
                });
    }

    @Test
    void a_token_in_a_file_connects_and_health_is_up() throws Exception {
        var file = Files.writeString(data.resolve("token"), BotApiEmulator.TOKEN + "\n");
        try (var server = new BotApiEmulator()) {
            application
                    .withPropertyValues(
                            "porter.data=" + data,
                            "porter.telegram.token-file=" + file,
                            "porter.telegram.api-url=" + server.address())
                    .run(context -> {
                        server.person(11, "Ada").says("hello");
                        server.await(it -> it.waiting() == 0);
                        var health =
                                context.getBean("telegramHealthIndicator", HealthIndicator.class);
                        assertThat(health.health())
                                .isNotNull()
                                .extracting(each -> each.getStatus())
                                .isEqualTo(Status.UP);
                    });
        }
    }

    @Test
    void it_runs_without_health() {
        application
                .withClassLoader(new FilteredClassLoader(HealthIndicator.class))
                .withPropertyValues(
                        "porter.data=" + data,
                        "porter.telegram.token=" + BotApiEmulator.TOKEN,
                        "porter.telegram.api-url=http://127.0.0.1:9")
                .run(context -> assertThat(context).hasSingleBean(ChatPlatform.class));
    }

    @Test
    void a_wrong_setting_stops_the_start_with_its_name_and_the_remedy() {
        application
                .withPropertyValues("porter.telegram.token=nonsense with spaces")
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .rootCause()
                                .hasMessageContaining("porter.telegram.token")
                                .hasMessageNotContaining("nonsense"));
        application
                .withPropertyValues(
                        "porter.telegram.token=" + BotApiEmulator.TOKEN,
                        "porter.telegram.api-url=ftp://x")
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .rootCause()
                                .hasMessageContaining("porter.telegram.api-url"));
        application
                .withPropertyValues("porter.telegram.token-file=" + data.resolve("missing"))
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .rootCause()
                                .hasMessageContaining("porter.telegram.token-file"));
    }
}
