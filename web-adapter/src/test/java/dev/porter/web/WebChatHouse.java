package dev.porter.web;

import dev.porter.chat.Inbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;

/// The chat page in a running server on a free port, and nothing else of Porter.
final class WebChatHouse implements AutoCloseable {
    private static final AtomicReference<Inbox> INBOX = new AtomicReference<>();

    @SpringBootConfiguration
    @EnableAutoConfiguration(
            excludeName = {
                "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
                "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
                "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
            })
    static class Configuration {
        @Bean
        Inbox inbox() {
            return INBOX.get();
        }
    }

    private final ServletWebServerApplicationContext context;

    private WebChatHouse(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    static synchronized WebChatHouse open(Path data, Inbox inbox, String... settings) {
        INBOX.set(inbox);
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
