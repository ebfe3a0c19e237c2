package dev.porter.web;

import static dev.porter.language.Language.tr;

import dev.porter.backup.Arrivals;
import dev.porter.chat.Failures;
import dev.porter.chat.Languages;
import dev.porter.chat.Sizes;
import dev.porter.chat.Texts;
import dev.porter.conversation.People;
import dev.porter.language.Language;
import dev.porter.restore.Downloads;
import dev.porter.restore.Downloads.Delivery;
import dev.porter.ticket.Ticket;
import dev.porter.ticket.Tickets;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/// The pages behind one-time links. Looking at one uses nothing up, since programs look at links as
/// well, to show what is behind them; only its button does.
final class OneTimePages {
    private static final Logger log = LoggerFactory.getLogger(OneTimePages.class);
    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);
    private static final MediaType WORDS = new MediaType("text", "plain", StandardCharsets.UTF_8);
    private static final int LONGEST_NAME = 120;
    private static final int BUFFER = 64 * 1024;

    private final Tickets tickets;
    private final Downloads downloads;
    private final Arrivals arrivals;
    private final People people;
    private final Languages languages;
    private final ITemplateEngine templates;

    OneTimePages(
            Tickets tickets,
            Downloads downloads,
            Arrivals arrivals,
            People people,
            Languages languages,
            ITemplateEngine templates) {
        this.tickets = tickets;
        this.downloads = downloads;
        this.arrivals = arrivals;
        this.people = people;
        this.languages = languages;
        this.templates = templates;
    }

    /// What is done with a good link.
    private interface Act {
        ServerResponse with(Ticket ticket) throws Exception;
    }

    /// Answers in the language of the browser, as long as nobody knows whose link it is.
    ServerResponse answered(ServerRequest request, HandlerFunction<ServerResponse> next) {
        return PageLanguages.ofBrowser(request)
                .orElse(Language.ENGLISH)
                .speak(() -> whole(request, () -> next.handle(request)));
    }

    /// Answers in the language of the person for whom the link was made.
    private ServerResponse inItsLanguage(ServerRequest request, Act act) {
        var ticket = ticket(request);
        return people.find(ticket.person())
                .map(person -> languages.of(person.home()))
                .orElseGet(Language::spoken)
                .speak(() -> whole(request, () -> act.with(ticket)));
    }

    private ServerResponse whole(ServerRequest request, Callable<ServerResponse> work) {
        try {
            return work.call();
        } catch (Refusal refusal) {
            return refused(request, refusal);
        } catch (Exception e) {
            return failed(request, e);
        }
    }

    /// The page of a link.
    ServerResponse look(ServerRequest request) {
        return inItsLanguage(request, this::shown);
    }

    private ServerResponse shown(Ticket ticket) {
        if (ticket.version().isEmpty()) {
            return page(HttpStatus.OK, "upload", Map.of());
        }
        var offer = downloads.offer(ticket).orElseThrow(OneTimePages::gone);
        return page(
                HttpStatus.OK,
                "download",
                Map.of(
                        "name",
                        Texts.line(offer.name(), LONGEST_NAME),
                        "size",
                        Sizes.words(offer.size())));
    }

    /// Hands the file over.
    ServerResponse fetch(ServerRequest request) {
        return inItsLanguage(request, this::fetched);
    }

    private ServerResponse fetched(Ticket ticket) {
        return switch (downloads.begin(ticket)) {
            case Downloads.Outcome.Ready(var delivery) -> handingOver(delivery);
            case Downloads.Outcome.Busy() ->
                    throw new Refusal(
                            HttpStatus.CONFLICT,
                            tr(
                                    "This file is on its way already. If that broke off, please try again"
                                            + " in a minute."));
            case Downloads.Outcome.NotNow() ->
                    throw new Refusal(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            tr(
                                    "The NAS does not answer at the moment. The link stays good; please try"
                                            + " again in a few minutes."));
            case Downloads.Outcome.Damaged() ->
                    throw new Refusal(
                            HttpStatus.INTERNAL_SERVER_ERROR,
                            tr(
                                    "The copy on the NAS is not what was stored, so I do not hand it over"
                                            + " as if it were. The administrator knows."));
            case Downloads.Outcome.Gone() -> throw gone();
        };
    }

    private static ServerResponse handingOver(Delivery delivery) {
        var language = Language.spoken();
        return Shielded.handingOver(
                        delivery.name(), delivery.size(), MediaType.APPLICATION_OCTET_STREAM)
                .build((_, response) -> copy(delivery, language, response));
    }

    /// What breaks off in between reaches the browser as too few bytes, never as a whole file.
    private static @Nullable ModelAndView copy(
            Delivery delivery, Language language, HttpServletResponse response) throws IOException {
        try (delivery) {
            var out = response.getOutputStream();
            var buffer = new byte[BUFFER];
            var bytes = delivery.bytes();
            for (var n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
                out.write(buffer, 0, n);
            }
            response.flushBuffer();
            language.speak(delivery::delivered);
            return null;
        }
    }

    /// Takes the bare bytes of one file; its name is in the address.
    ServerResponse take(ServerRequest request) {
        return inItsLanguage(request, ticket -> taken(request, ticket));
    }

    private ServerResponse taken(ServerRequest request, Ticket ticket) throws IOException {
        if (ticket.version().isPresent()) {
            throw gone();
        }
        var servlet = request.servletRequest();
        var outcome =
                arrivals.take(
                        ticket,
                        Uploads.name(servlet),
                        Uploads.mediaType(servlet.getContentType()),
                        servlet.getContentLengthLong(),
                        servlet.getInputStream());
        return switch (outcome) {
            case TAKEN ->
                    words(
                            HttpStatus.OK,
                            tr(
                                    "The file is here, whole. Your receipt comes in the chat in a moment;"
                                            + " you can close this page."));
            case BUSY ->
                    words(
                            HttpStatus.CONFLICT,
                            tr(
                                    "A file is on its way with this link already. If that broke off, please"
                                            + " try again in a minute."));
            case NO_ROOM ->
                    words(
                            HttpStatus.INSUFFICIENT_STORAGE,
                            tr(
                                    "There is no room for this file. Nothing was kept; an administrator can"
                                            + " give you more."));
            case NOT_NOW ->
                    words(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            tr(
                                    "The NAS does not answer at the moment. Nothing was kept and the link"
                                            + " stays good; please try again in a few minutes."));
            case BROKE_OFF ->
                    words(
                            HttpStatus.BAD_REQUEST,
                            tr(
                                    "The upload broke off. Nothing was kept and the link stays good; please"
                                            + " try again."));
        };
    }

    /// A part of the pages that is the same for every link.
    ServerResponse part(String file, MediaType type) {
        return ServerResponse.ok().contentType(type).body(new ClassPathResource("static/" + file));
    }

    /// Says what did not work: in words to a script, on a page to a person.
    private ServerResponse refused(ServerRequest request, Refusal refusal) {
        return request.method().name().equals("PUT")
                ? words(refusal.status(), refusal.sentence())
                : page(refusal.status(), "over", Map.of("sentence", refusal.sentence()));
    }

    private ServerResponse failed(ServerRequest request, Exception e) {
        log.error("A request with a one-time link failed: {}", Failures.words(e));
        return refused(request, Refusal.failed());
    }

    private Ticket ticket(ServerRequest request) {
        return switch (tickets.find(request.pathVariable("code"), Way.origin(request))) {
            case Tickets.Found.Good(var ticket) -> ticket;
            case Tickets.Found.NotGood() -> throw gone();
            case Tickets.Found.TooMany() ->
                    throw new Refusal(
                            HttpStatus.TOO_MANY_REQUESTS,
                            tr(
                                    "Too many wrong links came from where you are. Please wait ten"
                                            + " minutes."));
        };
    }

    static Refusal gone() {
        return Refusal.notThere(
                tr(
                        "This link is not good any more: it was used, or its time is over. Ask Porter for a"
                                + " new one in the chat."));
    }

    private ServerResponse page(HttpStatus status, String name, Map<String, Object> model) {
        return ServerResponse.status(status)
                .contentType(HTML)
                .body(
                        templates.process(
                                "once/" + name, new Context(Language.spoken().locale(), model)));
    }

    private static ServerResponse words(HttpStatus status, String sentence) {
        return ServerResponse.status(status).contentType(WORDS).body(sentence);
    }
}
