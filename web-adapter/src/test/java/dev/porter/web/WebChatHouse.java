package dev.porter.web;

import dev.porter.chat.Inbox;
import dev.porter.chat.Languages;
import dev.porter.language.Language;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;

/// The chat page in a running server on a free port, and nothing else of Porter.
final class WebChatHouse implements AutoCloseable {
    private static final AtomicReference<Inbox> INBOX = new AtomicReference<>();
    private static final AtomicReference<Languages> LANGUAGES = new AtomicReference<>();

    @SpringBootConfiguration
    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        HttpEncodingAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        ErrorMvcAutoConfiguration.class,
        ThymeleafAutoConfiguration.class,
        WebChatConfiguration.class
    })
    static class Configuration {
        @Bean
        Inbox inbox() {
            return INBOX.get();
        }

        @Bean
        Languages languages() {
            return LANGUAGES.get();
        }
    }

    private final ServletWebServerApplicationContext context;

    private WebChatHouse(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    static WebChatHouse open(Path data, Inbox inbox, String... settings) {
        return open(data, inbox, _ -> Language.ENGLISH, settings);
    }

    static synchronized WebChatHouse open(
            Path data, Inbox inbox, Languages languages, String... settings) {
        INBOX.set(inbox);
        LANGUAGES.set(languages);
        var properties =
                new ArrayList<>(
                        List.of(
                                "porter.data=" + data,
                                "server.port=0",
                                "server.address=127.0.0.1",
                                "server.shutdown=immediate",
                                "spring.main.banner-mode=off",
                                "spring.threads.virtual.enabled=true",
                                "logging.level.root=warn"));
        properties.addAll(List.of(settings));
        var started =
                new SpringApplicationBuilder(Configuration.class)
                        .properties(properties.toArray(String[]::new))
                        .run();
        return new WebChatHouse((ServletWebServerApplicationContext) started);
    }

    WebChat chat() {
        return context.getBean(WebChat.class);
    }

    int port() {
        return Objects.requireNonNull(context.getWebServer()).getPort();
    }

    @Override
    public void close() {
        context.close();
    }
}
