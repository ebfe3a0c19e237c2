package dev.porter.web;

import static dev.porter.language.Language.tr;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// The page itself. Every form on it also works without JavaScript.
final class ChatPage {
    private static final int PAGE = 50;

    private final People people;
    private final Doorstep doorstep;
    private final Uploads uploads;
    private final Rendering rendering;

    ChatPage(People people, Doorstep doorstep, Uploads uploads, Rendering rendering) {
        this.people = people;
        this.doorstep = doorstep;
        this.uploads = uploads;
        this.rendering = rendering;
    }

    ServerResponse door(ServerRequest request) {
        return html(rendering.page("door", Map.of("people", people.all())));
    }

    ServerResponse add(ServerRequest request) {
        var person = people.add(request.param("name").orElse(""), PageLanguages.ofBrowser(request));
        return ServerResponse.seeOther(address(person)).build();
    }

    /// The newest messages, or those before some message: htmx puts the latter above those that are
    /// there, and who has no scripts gets them as a page.
    ServerResponse chat(ServerRequest request) {
        var person = people.required(request.pathVariable("person"));
        var before = Numbers.parse(request.param("before").orElse(null));
        var chat = people.chat(person);
        var last = chat.last();
        var page = chat.page(before.orElse(Long.MAX_VALUE), PAGE);
        return html(
                rendering.page(
                        before.isPresent() && byHtmx(request) ? "earlier" : "chat",
                        Map.of(
                                "person",
                                person,
                                "heading",
                                tr("Chat of %s with Porter", person.name()),
                                "people",
                                people.all(),
                                "bubbles",
                                rendering.bubbles(person, page),
                                "earlier",
                                page.size() == PAGE ? page.getFirst().id() : 0,
                                "older",
                                before.isPresent(),
                                "last",
                                last)));
    }

    ServerResponse says(ServerRequest request) {
        var person = people.required(request.pathVariable("person"));
        doorstep.says(person, request.param("text").orElse(""), event(request));
        return done(request, person);
    }

    ServerResponse presses(ServerRequest request) {
        var person = people.required(request.pathVariable("person"));
        doorstep.presses(
                person,
                request.param("value").orElse(""),
                Numbers.parse(request.param("message").orElse(null)).orElse(null),
                event(request));
        return done(request, person);
    }

    ServerResponse fillsIn(ServerRequest request) {
        var person = people.required(request.pathVariable("person"));
        doorstep.fillsIn(
                person,
                request.param("value").orElse(""),
                Numbers.parse(request.param("message").orElse(null)).orElse(null),
                event(request));
        return done(request, person);
    }

    ServerResponse hands(ServerRequest request) {
        var person = people.required(request.pathVariable("person"));
        doorstep.hands(person, uploads.read(request));
        return done(request, person);
    }

    private static @Nullable String event(ServerRequest request) {
        return request.param("event").orElse(null);
    }

    private static boolean byHtmx(ServerRequest request) {
        return request.headers().firstHeader("HX-Request") != null;
    }

    private static ServerResponse done(ServerRequest request, WebPerson person) {
        return byHtmx(request)
                ? ServerResponse.noContent().build()
                : ServerResponse.seeOther(address(person)).build();
    }

    private static ServerResponse html(String page) {
        return ServerResponse.ok().contentType(Rendering.HTML).body(page);
    }

    private static URI address(WebPerson person) {
        return URI.create("/chat/" + person.id());
    }
}
