package dev.porter.web;

import dev.porter.language.TranslationsContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.attoparser.ParseException;
import org.attoparser.config.ParseConfiguration;
import org.attoparser.simple.AbstractSimpleMarkupHandler;
import org.attoparser.simple.SimpleMarkupParser;
import org.jspecify.annotations.Nullable;
import org.unbescape.html.HtmlEscape;

/// The chat page and the pages behind one-time links, their templates included.
class TranslationsTest extends TranslationsContract {
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");

    @Override
    protected Set<String> unheard() {
        return Set.of(
                // for who writes scripts
                "An event id has 1 to 64 letters, digits, underscores and dashes.",
                "Say how long this is, with Content-Length.",
                "Send the bytes of the file, with Content-Type: application/octet-stream.",
                "This is not the JSON that is asked for here.",
                "The field ",
                " is missing.",
                // for who starts Porter
                "Chat page: http://localhost:",
                " is set",
                "there is no other chat platform",
                "there is ",
                // for programs
                "HX-Request",
                "still here",
                "Content-Security-Policy",
                "frame-ancestors 'none'; object-src 'none'",
                "base-uri 'none'; frame-ancestors 'none'",
                "Referrer-Policy",
                "Sec-Fetch-Site",
                "Sec-Fetch-Mode",
                "X-Robots-Tag",
                "noindex, nofollow",
                "X-Content-Type-Options",
                "X-Frame-Options",
                "Cross-Origin-Resource-Policy",
                "Cross-Origin-Opener-Policy",
                "Cache-Control",
                "Content-Disposition",
                "X-Forwarded-For",
                "Spoken templates");
    }

    @Override
    protected Set<String> saidElsewhere() {
        var said = new HashSet<String>();
        try (var files = Files.walk(TEMPLATES)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                new SimpleMarkupParser(ParseConfiguration.htmlConfiguration())
                        .parse(Files.readString(file), new Words(said));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
        return said;
    }

    /// Collects what [SpokenTemplates] says.
    private static final class Words extends AbstractSimpleMarkupHandler {
        private final Set<String> said;
        private boolean replaced;

        Words(Set<String> said) {
            this.said = said;
        }

        @Override
        public void handleOpenElement(
                String name, @Nullable Map<String, String> attributes, int line, int column) {
            handleStandaloneElement(name, attributes, false, line, column);
            replaced = attributes != null && attributes.containsKey("th:text");
        }

        @Override
        public void handleStandaloneElement(
                String name,
                @Nullable Map<String, String> attributes,
                boolean minimized,
                int line,
                int column) {
            if (attributes != null) {
                attributes.forEach((attribute, value) -> {
                    if (SpokenTemplates.isRead(attribute)) {
                        add(value);
                    }
                });
            }
        }

        @Override
        public void handleCloseElement(String name, int line, int column) {
            replaced = false;
        }

        @Override
        public void handleText(char[] buffer, int offset, int length, int line, int column) {
            if (!replaced) {
                add(new String(buffer, offset, length));
            }
        }

        private void add(@Nullable String html) {
            var text = html == null ? "" : html.strip();
            if (SpokenTemplates.isSaid(text)) {
                said.add(HtmlEscape.unescapeHtml(text));
            }
        }
    }
}
