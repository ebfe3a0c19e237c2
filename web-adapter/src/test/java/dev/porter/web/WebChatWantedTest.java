package dev.porter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.chat.Inbox;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;

/// When there is a chat page.
class WebChatWantedTest {
    @TempDir private Path data;

    @Test
    void without_any_setting_there_is_one() {
        runner().run(context -> assertThat(context).hasSingleBean(WebChat.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "porter.telegram.token",
                "porter.telegram.token-file",
                "porter.discord.token",
                "porter.discord.token-file"
            })
    void with_a_token_there_is_none_unless_it_is_asked_for(String key) {
        runner().withPropertyValues(key + "=x")
                .run(context -> assertThat(context).doesNotHaveBean(WebChat.class));
        runner().withPropertyValues(key + "=x", "porter.web-chat.enabled=true")
                .run(context -> assertThat(context).hasSingleBean(WebChat.class));
        runner().withPropertyValues(key + "=")
                .run(context -> assertThat(context).hasSingleBean(WebChat.class));
    }

    @Test
    void it_can_be_turned_off() {
        runner().withPropertyValues("porter.web-chat.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(WebChat.class));
    }

    private WebApplicationContextRunner runner() {
        return new WebApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(
                                ThymeleafAutoConfiguration.class, WebChatConfiguration.class))
                .withBean(Inbox.class, () -> _ -> {})
                .withPropertyValues("porter.data=" + data);
    }
}
