package dev.porter.web;

import static dev.porter.language.Language.tr;

import dev.porter.chat.Attachment;
import dev.porter.chat.Failures;
import dev.porter.chat.Inbox;
import dev.porter.chat.Incoming;
import dev.porter.chat.MessageId;
import dev.porter.chat.Origin;
import dev.porter.web.Entry.Parcel;
import dev.porter.web.Entry.State;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/// Takes what people do on the page to the inbox: one thing at a time of each person, in their
/// order. Doing a thing again with the same event id is the same thing.
final class Doorstep {
    static final int LONGEST_TEXT = 10_000;
    static final int MOST_FILES = 100;
    private static final int MOST_WAITING = 16;
    private static final Pattern EVENT = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern COMMAND =
            Pattern.compile("/([A-Za-z0-9_]{1,32})(?:\\s(.*))?", Pattern.DOTALL);
    private static final Pattern BUTTON_VALUE = Pattern.compile("[!-~ ]{1,64}");
    private static final Logger log = LoggerFactory.getLogger(Doorstep.class);

    /// What came of it.
    ///
    /// @param event by which it can be repeated
    /// @param message the person's message in the chat, where there is one
    /// @param before what Porter said in answer has a higher sequence number than this
    record Taken(String event, @Nullable Long message, long before) {}

    private final People people;
    private final IncomingFiles files;
    private final Inbox inbox;
    private final Clock clock;
    private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();

    Doorstep(People people, IncomingFiles files, Inbox inbox, Clock clock) {
        this.people = people;
        this.files = files;
        this.inbox = inbox;
        this.clock = clock;
    }

    Taken says(WebPerson person, String typed, @Nullable String event) {
        var text = words(typed);
        if (text.isBlank()) {
            throw Refusal.badInput(tr("Please write something first."));
        }
        return inTurn(
                person,
                event,
                (chat, id) -> {
                    var entry = message(chat, id, text, List.of());
                    var said = entry.state() == State.STANDING ? entry.said().text() : text;
                    deliver(chat, entry, incoming(origin(person, id, entry.id()), said));
                    return entry.id();
                });
    }

    Taken presses(WebPerson person, String value, @Nullable Long message, @Nullable String event) {
        if (!BUTTON_VALUE.matcher(value).matches()) {
            throw Refusal.badInput(tr("No button has this value."));
        }
        return inTurn(
                person,
                event,
                (chat, id) -> {
                    if (message != null && chat.find(message).isEmpty()) {
                        throw Refusal.notThere(tr("There is no such message in this chat."));
                    }
                    receive(new Incoming.Press(origin(person, id, message), value));
                    return null;
                });
    }

    Taken fillsIn(WebPerson person, String value, @Nullable Long message, @Nullable String event) {
        checkLength(value);
        return inTurn(
                person,
                event,
                (chat, id) -> {
                    var form = form(chat, message, id);
                    var field = form.said().field();
                    if (field == null) {
                        throw noForm();
                    }
                    var asked = new MessageId(person.chat(), Long.toString(form.id()));
                    if (field.secret()) {
                        receive(new Incoming.Submission(origin(person, id, null), asked, value));
                    } else {
                        var entry = message(chat, id, value, List.of());
                        deliver(
                                chat,
                                entry,
                                new Incoming.Submission(
                                        origin(person, id, entry.id()), asked, value));
                    }
                    chat.change(form.id(), entry -> entry.answered(form, id));
                    return null;
                });
    }

    /// Takes over what was read: it is removed again unless it was offered to the inbox, which may
    /// have noted it even when it failed.
    Taken hands(WebPerson person, Uploads.Read read) {
        var parcels = read.parcels();
        if (parcels.isEmpty()) {
            throw Refusal.badInput(tr("Please choose a file first."));
        }
        var offered = new AtomicBoolean();
        try {
            return inTurn(
                    person,
                    read.event(),
                    (chat, id) -> {
                        var entry = message(chat, id, "", parcels);
                        offered.set(entry.said().parcels().equals(parcels));
                        var files =
                                entry.said().parcels().isEmpty() ? parcels : entry.said().parcels();
                        deliver(
                                chat,
                                entry,
                                new Incoming.Attachments(
                                        origin(person, id, entry.id()), attachments(id, files)));
                        return entry.id();
                    });
        } finally {
            if (!offered.get()) {
                files.discard(parcels);
            }
        }
    }

    /// What is done while it is this person's turn.
    private interface Act {
        @Nullable Long happen(Chat chat, String event);
    }

    private Taken inTurn(WebPerson person, @Nullable String wanted, Act act) {
        var event = wanted == null || wanted.isEmpty() ? UUID.randomUUID().toString() : wanted;
        if (!EVENT.matcher(event).matches()) {
            throw Refusal.badInput(
                    "An event id has 1 to 64 letters, digits, underscores and dashes.");
        }
        var turn = turns.computeIfAbsent(person.id(), _ -> new ReentrantLock(true));
        if (turn.getQueueLength() >= MOST_WAITING) {
            throw new Refusal(
                    HttpStatus.TOO_MANY_REQUESTS,
                    tr("Porter is still busy with what you sent before. Please wait a moment."));
        }
        turn.lock();
        try {
            var chat = people.chat(person);
            var before = chat.last();
            var message = act.happen(chat, event);
            return new Taken(event, message, before);
        } finally {
            turn.unlock();
        }
    }

    /// The person's message for this event: a new one, or the one that is there.
    private Entry message(Chat chat, String event, String text, List<Parcel> parcels) {
        var known = chat.byEvent(event);
        if (known.isEmpty()) {
            return chat.add(Entry.fromPerson(clock.instant(), event, text, parcels));
        }
        return switch (known.get().state()) {
            case STANDING, DELETED -> known.get();
            case WAITING, REFUSED, NOT_KEPT ->
                    chat.change(
                                    known.get().id(),
                                    entry ->
                                            entry.revived(
                                                    text,
                                                    entry.said().parcels().isEmpty()
                                                            ? parcels
                                                            : entry.said().parcels()))
                            .orElseThrow();
        };
    }

    /// Only now that the inbox has it may the person's message be written down, unless it was
    /// deleted meanwhile.
    private void deliver(Chat chat, Entry entry, Incoming incoming) {
        try {
            receive(incoming);
        } catch (Refusal e) {
            chat.change(entry.id(), now -> waiting(now) ? now.in(State.REFUSED) : now);
            throw e;
        }
        chat.change(entry.id(), now -> waiting(now) ? now.in(State.STANDING) : now);
    }

    private static boolean waiting(Entry entry) {
        return entry.state() == State.WAITING;
    }

    private void receive(Incoming incoming) {
        try {
            inbox.receive(incoming);
        } catch (RuntimeException e) {
            log.warn(
                    "The {} {} on the chat page was not taken: {}",
                    incoming.getClass().getSimpleName(),
                    incoming.origin().event(),
                    Failures.words(e));
            throw new Refusal(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    tr("Porter could not take this just now. Please send it again."));
        }
    }

    private static Incoming incoming(Origin origin, String text) {
        var command = COMMAND.matcher(text.strip());
        return command.matches()
                ? new Incoming.Command(
                        origin,
                        command.group(1).toLowerCase(Locale.ROOT),
                        Optional.ofNullable(command.group(2)).orElse("").strip(),
                        text)
                : new Incoming.Text(origin, text);
    }

    private static Entry form(Chat chat, @Nullable Long message, String event) {
        return chat.openForms().reversed().stream()
                .filter(entry -> message == null || entry.id() == message)
                .filter(entry -> {
                    var field = entry.said().field();
                    return field != null
                            && (field.answer() == null || field.answer().equals(event));
                })
                .findFirst()
                .orElseThrow(Doorstep::noForm);
    }

    private static Refusal noForm() {
        return new Refusal(HttpStatus.CONFLICT, tr("There is nothing to fill in any more."));
    }

    private static List<Attachment> attachments(String event, List<Parcel> parcels) {
        return IntStream.range(0, parcels.size())
                .mapToObj(i -> {
                    var parcel = parcels.get(i);
                    return new Attachment(
                            WebChat.NAME,
                            event + "." + i,
                            parcel.reference(),
                            parcel.name(),
                            parcel.mediaType(),
                            parcel.size(),
                            false,
                            parcels.size() > 1 ? event : null);
                })
                .toList();
    }

    private static Origin origin(WebPerson person, String event, @Nullable Long message) {
        return new Origin(
                event,
                person.person(),
                person.chat(),
                message == null ? null : new MessageId(person.chat(), Long.toString(message)));
    }

    private static String words(String typed) {
        checkLength(typed);
        return typed.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static void checkLength(String typed) {
        if (typed.length() > LONGEST_TEXT) {
            throw Refusal.badInput(tr("A message has at most 10,000 characters."));
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(typed)) {
            throw Refusal.badInput(tr("This text has broken characters."));
        }
    }
}
