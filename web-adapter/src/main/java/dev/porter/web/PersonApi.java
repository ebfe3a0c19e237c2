package dev.porter.web;

import static dev.porter.language.Language.tr;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.porter.web.Chat.Changes;
import dev.porter.web.Doorstep.Taken;
import dev.porter.web.Entry.Sent;
import dev.porter.web.Entry.ShownButton;
import dev.porter.web.Entry.State;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// Lets a script be a person: `docs/web-chat-api.md` says how.
final class PersonApi {
    private static final int MOST = 500;
    private static final long LONGEST_WAIT_SECONDS = 60;

    record NewPerson(@Nullable String name) {}

    record Said(@Nullable String text, @Nullable String event) {}

    record Pressed(@Nullable String value, @Nullable Long message, @Nullable String event) {}

    record Filled(@Nullable String value, @Nullable Long message, @Nullable String event) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            long id,
            long seq,
            Instant at,
            String from,
            String title,
            String text,
            List<ShownButton> buttons,
            @Nullable ShownForm form,
            @Nullable ShownFile file,
            List<ShownParcel> attachments,
            String care,
            boolean kept,
            boolean edited,
            boolean deleted) {}

    record ShownForm(String label, boolean secret, boolean answered) {}

    record ShownFile(
            String name, long size, String mediaType, String url, boolean picture, boolean kept) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ShownParcel(String name, long size, @Nullable String mediaType) {}

    private final People people;
    private final Doorstep doorstep;
    private final Uploads uploads;
    private final OutgoingFiles files;
    private final Listeners listeners;

    PersonApi(
            People people,
            Doorstep doorstep,
            Uploads uploads,
            OutgoingFiles files,
            Listeners listeners) {
        this.people = people;
        this.doorstep = doorstep;
        this.uploads = uploads;
        this.files = files;
        this.listeners = listeners;
    }

    ServerResponse list(ServerRequest request) {
        return ServerResponse.ok().body(Map.of("people", people.all()));
    }

    ServerResponse add(ServerRequest request) throws Exception {
        var body = body(request, NewPerson.class);
        var person = people.add(given(body.name(), "name"), PageLanguages.ofBrowser(request));
        return ServerResponse.created(URI.create("/api/people/" + person.id())).body(person);
    }

    ServerResponse says(ServerRequest request) throws Exception {
        var person = people.required(request.pathVariable("person"));
        var body = body(request, Said.class);
        return taken(doorstep.says(person, given(body.text(), "text"), body.event()));
    }

    ServerResponse presses(ServerRequest request) throws Exception {
        var person = people.required(request.pathVariable("person"));
        var body = body(request, Pressed.class);
        return taken(
                doorstep.presses(
                        person, given(body.value(), "value"), body.message(), body.event()));
    }

    ServerResponse fillsIn(ServerRequest request) throws Exception {
        var person = people.required(request.pathVariable("person"));
        var body = body(request, Filled.class);
        return taken(
                doorstep.fillsIn(
                        person, given(body.value(), "value"), body.message(), body.event()));
    }

    ServerResponse hands(ServerRequest request) {
        var person = people.required(request.pathVariable("person"));
        var read = uploads.read(request);
        return taken(doorstep.hands(person, read));
    }

    ServerResponse messages(ServerRequest request) throws InterruptedException {
        var person = people.required(request.pathVariable("person"));
        var after = Numbers.parse(request.param("after").orElse(null)).orElse(0L);
        var wait = Numbers.parse(request.param("wait").orElse(null)).orElse(0L);
        var patience = Duration.ofSeconds(Math.min(wait, LONGEST_WAIT_SECONDS));
        var changes = changes(people.chat(person), after, patience).first(MOST);
        return ServerResponse.ok()
                .body(
                        Map.of(
                                "messages",
                                changes.entries().stream()
                                        .sorted(Comparator.comparingLong(Entry::id))
                                        .map(entry -> shown(person, entry))
                                        .toList(),
                                "last",
                                changes.last()));
    }

    ServerResponse file(ServerRequest request) {
        var person = people.required(request.pathVariable("person"));
        var id = request.pathVariable("file");
        var sent =
                people.chat(person)
                        .sent(id)
                        .orElseThrow(
                                () -> Refusal.notThere(tr("There is no such file in this chat.")));
        var bytes =
                files.open(sent)
                        .orElseThrow(() ->
                                new Refusal(
                                        HttpStatus.GONE,
                                        tr(
                                                "This file is not kept any longer. Please ask"
                                                        + " Porter for it again.")));
        return Shielded.handingOver(
                        sent.name(),
                        sent.size(),
                        sent.picture()
                                ? MediaType.parseMediaType(sent.mediaType())
                                : MediaType.APPLICATION_OCTET_STREAM)
                .body(new InputStreamResource(bytes));
    }

    /// Where a file that Porter sent is fetched.
    static String fileUrl(WebPerson person, Sent file) {
        return "/api/people/" + person.id() + "/files/" + file.id();
    }

    Shown shown(WebPerson person, Entry entry) {
        var field = entry.said().field();
        var file = entry.said().file();
        return new Shown(
                entry.id(),
                entry.seq(),
                entry.at(),
                entry.fromPorter() ? "porter" : "person",
                entry.said().title(),
                entry.said().text(),
                entry.said().rows().stream().flatMap(List::stream).toList(),
                field == null
                        ? null
                        : new ShownForm(field.label(), field.secret(), field.answer() != null),
                file == null
                        ? null
                        : new ShownFile(
                                file.name(),
                                file.size(),
                                file.mediaType(),
                                fileUrl(person, file),
                                file.picture(),
                                files.isKept(file)),
                entry.said().parcels().stream()
                        .map(p -> new ShownParcel(p.name(), p.size(), p.mediaType()))
                        .toList(),
                entry.said().care().name().toLowerCase(Locale.ROOT),
                entry.state() != State.NOT_KEPT,
                entry.edited(),
                !entry.isThere());
    }

    private Changes changes(Chat chat, long after, Duration patience) throws InterruptedException {
        if (patience.isZero()) {
            return chat.after(after, patience);
        }
        try (var _ = listeners.enter()) {
            return chat.after(after, patience);
        }
    }

    private static <T> T body(ServerRequest request, Class<T> type) throws Exception {
        @Nullable T body = request.body(type);
        if (body == null) {
            throw Refusal.badInput("This is not the JSON that is asked for here.");
        }
        return body;
    }

    private static String given(@Nullable String value, String name) {
        if (value == null) {
            throw Refusal.badInput("The field " + name + " is missing.");
        }
        return value;
    }

    private static ServerResponse taken(Taken taken) {
        return ServerResponse.ok().body(taken);
    }
}
