package dev.porter.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.chat.ChatPlatform;
import dev.porter.chat.Inbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class DiscordConfigurationTest {
    @TempDir private Path data;

    private ApplicationContextRunner porter(String... settings) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(DiscordConfiguration.class))
                .withBean(Inbox.class, Recording::new)
                .withPropertyValues("porter.data=" + data)
                .withPropertyValues(settings);
    }

    @Test
    void without_a_token_there_is_no_discord() {
        porter().run(context -> assertThat(context).doesNotHaveBean(ChatPlatform.class));
    }

    @Test
    void a_token_is_enough() throws IOException {
        var file = data.resolve("token");
        Files.writeString(file, FakeDiscord.TOKEN + "\n");
        try (var discord = FakeDiscord.start()) {
            porter(
                            "porter.discord.token-file=" + file,
                            "porter.discord.api-url=" + discord.api(),
                            "porter.discord.gateway-url=" + discord.gateway().address())
                    .run(context -> {
                        assertThat(context).hasSingleBean(ChatPlatform.class);
                        var health = context.getBean(HealthIndicator.class);
                        await().until(() -> {
                            var state = health.health();
                            return state != null && Status.UP.equals(state.getStatus());
                        });
                    });
        }
    }

    @Test
    void a_wrong_token_stops_the_start_with_a_sentence_that_does_not_show_it() {
        porter("porter.discord.token=not a token!")
                .run(context ->
                        assertThat(context.getStartupFailure())
                                .rootCause()
                                .hasMessageContaining("porter.discord.token")
                                .hasMessageNotContaining("not a token!"));
    }

    @Test
    void a_wrong_address_stops_the_start_with_a_sentence() {
        porter("porter.discord.token=some.good.token", "porter.discord.api-url=nowhere")
                .run(context ->
                        assertThat(context.getStartupFailure())
                                .rootCause()
                                .hasMessageContaining("porter.discord.api-url"));
    }
}
