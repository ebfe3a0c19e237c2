package dev.porter.web;

import dev.porter.chat.Failures;
import dev.porter.web.Chat.Changes;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.function.ServerResponse.SseBuilder;

/// Pushes what happens in a chat to whoever listens, from where they left off.
final class ChatStream {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofHours(6);

    private static final Logger log = LoggerFactory.getLogger(ChatStream.class);

    private final People people;
    private final PersonApi api;
    private final PageLanguages languages;
    private final Rendering rendering;
    private final Listeners listeners;

    ChatStream(
            People people,
            PersonApi api,
            PageLanguages languages,
            Rendering rendering,
            Listeners listeners) {
        this.people = people;
        this.api = api;
        this.languages = languages;
        this.rendering = rendering;
        this.listeners = listeners;
    }

    /// Writes changes to a listener who has seen everything up to a sequence number.
    private interface Writing {
        void write(SseBuilder to, Changes changes, long seen) throws IOException;
    }

    /// As JSON, one event for each message that is new or has changed.
    ServerResponse json(ServerRequest request) {
        var person = people.required(request.pathVariable("person"));
        return stream(
                request,
                person,
                (to, changes, _) -> {
                    for (var entry : changes.entries()) {
                        to.id(Long.toString(entry.seq()))
                                .event("message")
                                .data(api.shown(person, entry));
                    }
                });
    }

    /// As HTML: `message` is put at the end, `change` in its own place. The position is given after
    /// all of them, so that whoever is cut off in between gets all of them again.
    ServerResponse html(ServerRequest request) {
        var person = people.required(request.pathVariable("person"));
        return stream(
                request,
                person,
                (to, changes, seen) -> {
                    var inOrder =
                            changes.entries().stream()
                                    .sorted(Comparator.comparingLong(Entry::id))
                                    .toList();
                    var language = languages.of(person);
                    for (var entry : inOrder) {
                        if (entry.id() <= seen) {
                            to.event("change")
                                    .data(language.speak(() -> rendering.changed(person, entry)));
                        } else if (entry.isThere()) {
                            to.event("message")
                                    .data(language.speak(() -> rendering.message(person, entry)));
                        }
                    }
                    to.id(Long.toString(changes.last())).event("position").data("");
                });
    }

    private ServerResponse stream(ServerRequest request, WebPerson person, Writing writing) {
        var after =
                Numbers.parse(request.headers().firstHeader("Last-Event-ID"))
                        .or(() -> Numbers.parse(request.param("after").orElse(null)))
                        .orElse(0L);
        var place = listeners.enter();
        return ServerResponse.sse(
                to -> {
                    var open = new AtomicBoolean(true);
                    to.onComplete(() -> open.set(false));
                    to.onError(_ -> open.set(false));
                    to.onTimeout(to::complete);
                    Thread.ofVirtual()
                            .name("web-chat-stream")
                            .start(() -> {
                                try (place) {
                                    pump(to, person, after, open, writing);
                                }
                            });
                },
                LONGEST);
    }

    /// However it ends, the listener is told, and asks again.
    private void pump(
            SseBuilder to, WebPerson person, long after, AtomicBoolean open, Writing writing) {
        try {
            var chat = people.chat(person);
            var seen = after;
            to.comment("here").send();
            while (open.get() && listeners.isRunning()) {
                var changes = chat.after(seen, HEARTBEAT);
                if (!changes.entries().isEmpty()) {
                    writing.write(to, changes, seen);
                } else if (listeners.isRunning()) {
                    to.comment("still here").send();
                }
                seen = changes.last();
            }
            to.complete();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            to.complete();
        } catch (IOException | IllegalStateException e) {
            to.error(e); // nobody listens any more
        } catch (RuntimeException e) {
            log.error("A stream of the chat page broke off: {}", Failures.words(e));
            to.complete();
        }
    }
}
