package dev.porter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.chat.InMemoryChat;
import dev.porter.chat.Inbox;
import dev.porter.chat.Languages;
import dev.porter.language.Language;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// When there is a chat page.
class WebChatWantedTest {
    @TempDir private Path data;

    @Test
    void without_any_setting_there_is_one() {
        runner().run(context -> assertThat(context).hasSingleBean(WebChat.class));
    }

    @Test
    void with_another_platform_there_is_none_unless_it_is_asked_for() {
        var other = runner().withUserConfiguration(OtherPlatform.class);
        other.run(context -> assertThat(context).doesNotHaveBean(WebChat.class));
        other.withPropertyValues("porter.web-chat.enabled=true")
                .run(context -> assertThat(context).hasSingleBean(WebChat.class));
    }

    @Configuration(proxyBeanMethods = false)
    static class OtherPlatform {
        @Bean
        InMemoryChat other() {
            return new InMemoryChat("other");
        }
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
                .withBean(Languages.class, () -> _ -> Language.ENGLISH)
                .withPropertyValues("porter.data=" + data);
    }
}
