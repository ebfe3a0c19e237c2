package dev.porter.web;

import static dev.porter.language.Language.tr;

import dev.porter.chat.Attachment;
import dev.porter.chat.AttachmentGoneException;
import dev.porter.chat.ChatException;
import dev.porter.chat.ChatId;
import dev.porter.chat.ChatPlatform;
import dev.porter.chat.Features;
import dev.porter.chat.Message;
import dev.porter.chat.Message.Care;
import dev.porter.chat.MessageId;
import dev.porter.chat.OutgoingFile;
import dev.porter.chat.UnreachableChatException;
import dev.porter.web.Entry.State;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The chat page as a chat platform: everyone one can be there is a person with one private chat.
public final class WebChat implements ChatPlatform, AutoCloseable {
    static final String NAME = "web";
    private static final Features FEATURES =
            new Features(Long.MAX_VALUE, Long.MAX_VALUE, true, true);

    private static final Logger log = LoggerFactory.getLogger(WebChat.class);

    private final People people;
    private final IncomingFiles incoming;
    private final OutgoingFiles outgoing;
    private final Supplier<String> port;
    private final Clock clock;
    private final Duration fleeting;
    private final ScheduledExecutorService later =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("web-chat-upkeep").factory());

    /// Makes the platform.
    ///
    /// @param port where the server listens; asked when it does
    /// @param fleeting how long a fleeting message stays
    WebChat(
            People people,
            IncomingFiles incoming,
            OutgoingFiles outgoing,
            Supplier<String> port,
            Clock clock,
            Duration fleeting) {
        this.people = people;
        this.incoming = incoming;
        this.outgoing = outgoing;
        this.port = port;
        this.clock = clock;
        this.fleeting = fleeting;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String displayName() {
        return tr("the web page");
    }

    @Override
    public String setting() {
        return "porter.web-chat.enabled";
    }

    @Override
    public String whereabouts() {
        return "Chat page: http://localhost:" + port.get() + "/";
    }

    @Override
    public Features features() {
        return FEATURES;
    }

    @Override
    public MessageId send(ChatId chat, Message message) {
        return add(chat, Entry.fromPorter(clock.instant(), asShown(message), null));
    }

    /// What is no secret is written into the page's own field.
    private static Message asShown(Message message) {
        return message.form() == null || message.form().secret()
                ? message
                : new Message(
                        message.title(), message.text(), message.rows(), null, message.care());
    }

    @Override
    public MessageId edit(MessageId id, Message said) {
        var message = asShown(said);
        var chat = chat(id.chat());
        var there = number(id).flatMap(chat::find).filter(Entry::canBeEdited);
        if (there.isEmpty()) {
            return send(id.chat(), message);
        }
        stored(() ->
                chat.change(
                        there.get().id(),
                        entry -> entry.says(message) ? entry : entry.saying(message)));
        settle(chat, there.get().id(), message.form() != null, message.care());
        return id;
    }

    @Override
    public void withdrawButtons(MessageId id) {
        var chat = chat(id.chat());
        number(id).ifPresent(number -> stored(() -> chat.change(number, Entry::withoutButtons)));
    }

    @Override
    public boolean delete(MessageId id) {
        var chat = chat(id.chat());
        number(id).ifPresent(number -> delete(chat, number));
        return true;
    }

    @Override
    public MessageId send(ChatId chat, OutgoingFile file) {
        chat(chat);
        var sent = outgoing.take(file);
        try {
            var caption = Message.of(file.caption()).with(file.care());
            return add(chat, Entry.fromPorter(clock.instant(), caption, sent));
        } catch (RuntimeException e) {
            outgoing.discard(sent);
            throw e;
        }
    }

    @Override
    public InputStream open(Attachment attachment) {
        if (!attachment.platform().equals(NAME)) {
            throw new AttachmentGoneException("The file was not sent on the chat page.");
        }
        return incoming.open(attachment.reference());
    }

    @Override
    public void forgetOld(Instant now, Predicate<String> needed) {
        incoming.sweep(now, needed);
        outgoing.sweep(now);
    }

    @Override
    public Optional<String> startLink(String code) {
        return Optional.empty();
    }

    @Override
    public void close() {
        later.shutdownNow();
    }

    private MessageId add(ChatId id, Entry entry) {
        var chat = chat(id);
        var added = stored(() -> chat.add(entry));
        settle(chat, added.id(), added.said().field() != null, added.said().care());
        return new MessageId(id, Long.toString(added.id()));
    }

    /// Only the newest form is open, and what is fleeting is taken away after a while.
    private void settle(Chat chat, long id, boolean form, Care care) {
        if (form) {
            for (var older : chat.openForms()) {
                if (older.id() != id) {
                    stored(() -> chat.change(older.id(), Entry::withoutForm));
                }
            }
        }
        if (care == Care.FLEETING) {
            var _ =
                    later.schedule(
                            () -> upkeep(() -> delete(chat, id)),
                            fleeting.toMillis(),
                            TimeUnit.MILLISECONDS);
        }
    }

    private void delete(Chat chat, long id) {
        var file = chat.find(id).map(entry -> entry.said().file());
        stored(() ->
                chat.change(
                        id,
                        entry ->
                                entry.state() == State.REFUSED
                                        ? entry
                                        : entry.emptied(State.DELETED)));
        file.ifPresent(outgoing::discard);
    }

    private static void upkeep(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.warn("Something old on the chat page could not be taken away.", e);
        }
    }

    private Chat chat(ChatId id) {
        return stored(() ->
                        Optional.of(id)
                                .filter(chat -> chat.platform().equals(NAME))
                                .flatMap(chat -> people.chat(chat.value())))
                .orElseThrow(
                        () -> new UnreachableChatException("There is no such chat on the page."));
    }

    private static Optional<Long> number(MessageId id) {
        return Numbers.parse(id.value());
    }

    private static <T> T stored(Supplier<T> work) {
        try {
            return work.get();
        } catch (UncheckedIOException e) {
            throw new ChatException("The chat page cannot use its folder.", e);
        }
    }
}
