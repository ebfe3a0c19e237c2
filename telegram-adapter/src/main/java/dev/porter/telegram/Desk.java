package dev.porter.telegram;

import dev.porter.chat.Button;
import dev.porter.chat.ChatException;
import dev.porter.chat.ChatId;
import dev.porter.chat.Inbox;
import dev.porter.chat.Incoming;
import dev.porter.chat.Languages;
import dev.porter.chat.Message;
import dev.porter.chat.UncertainChatException;
import dev.porter.language.Language;
import dev.porter.telegram.BotApi.Repeat;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.AnswerCallbackQuery;
import org.telegram.telegrambots.meta.api.methods.send.SendChatAction;

/// Sees to what an update means: hands it to the [Inbox] until that has it, or answers by itself.
final class Desk {
    private static final Logger log = LoggerFactory.getLogger(Desk.class);
    private static final long TYPING_MILLIS = 4_500;

    private final BotApi api;
    private final Messages messages;
    private final Blocked blocked;
    private final Bot bot;
    private final Menu menu;
    private final Told greeted;
    private final Told answered;
    private final Inbox inbox;
    private final Languages languages;
    private final Waits waits;
    private final ScheduledExecutorService timer;
    private volatile boolean closed;

    Desk(
            BotApi api,
            Messages messages,
            Blocked blocked,
            Bot bot,
            Menu menu,
            Told greeted,
            Told answered,
            Inbox inbox,
            Languages languages,
            Waits waits,
            ScheduledExecutorService timer) {
        this.api = api;
        this.messages = messages;
        this.blocked = blocked;
        this.bot = bot;
        this.menu = menu;
        this.greeted = greeted;
        this.answered = answered;
        this.inbox = inbox;
        this.languages = languages;
        this.waits = waits;
        this.timer = timer;
    }

    /// Tries nothing again from now on.
    void close() {
        closed = true;
    }

    /// Handles it; what the inbox does not take is offered to it again and again.
    ///
    /// @throws ChatException when Porter is stopping and it must come again
    void handle(Happening happening) {
        switch (happening) {
            case Happening.Received(var incoming) -> deliver(incoming);
            case Happening.Pressed(var query, var incoming) -> {
                answer(query);
                deliver(incoming);
            }
            case Happening.PressedElsewhere(var query) -> answer(query);
            case Happening.Unusable(var chat, var event, var named, var answer) -> {
                blocked.remove(chat);
                sayOnce(
                        answered,
                        chat + ":" + event,
                        chat,
                        () -> language(chat, named).speak(() -> Message.of(answer.get())));
            }
            case Happening.InGroup(var chat, var named) ->
                    sayOnce(
                            greeted,
                            chat,
                            chat,
                            () ->
                                    (named == null ? language(chat, null) : named)
                                            .speak(this::greeting));
            case Happening.Moved(var from, var to) -> {
                if (greeted.knows(from)) {
                    greeted.add(to);
                }
            }
            case Happening.Reachable(var chat, var reachable) -> {
                if (reachable) {
                    blocked.remove(chat);
                } else {
                    blocked.add(chat);
                }
            }
            case Happening.Both(var first, var then) -> {
                handle(first);
                handle(then);
            }
            case Happening.Nothing() -> {}
        }
    }

    private void deliver(Incoming incoming) {
        var chat = incoming.origin().chat().value();
        blocked.remove(chat);
        var typing = typing(chat);
        try {
            for (var failures = 1; !inbox.takes(incoming); failures++) {
                BotApi.rest(waits.pause(failures));
                if (closed) {
                    throw new ChatException("Porter is stopping.");
                }
            }
            Thread.startVirtualThread(() -> quietly(() -> menu.fit(incoming)));
        } finally {
            typing.cancel(false);
        }
    }

    private ScheduledFuture<?> typing(String chat) {
        return timer.scheduleAtFixedRate(
                () ->
                        Thread.startVirtualThread(
                                () -> quietly(() -> api.once(new SendChatAction(chat, "typing")))),
                waits.typing().toMillis(),
                TYPING_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    /// Until then Telegram's client shows that the button works; nothing has to wait for it.
    private void answer(String query) {
        Thread.startVirtualThread(
                () -> quietly(() -> api.call(new AnswerCallbackQuery(query), Repeat.FREELY)));
    }

    private Message greeting() {
        return bot.link()
                .map(link ->
                        Message.of(
                                Sentences.group(),
                                new Button.Link(Sentences.toPrivateChat(), link)))
                .orElseGet(() -> Message.of(Sentences.group()));
    }

    private Language language(String chat, @Nullable Language named) {
        return languages.of(new ChatId(TelegramPlatform.NAME, chat), named);
    }

    /// Says something, unless it was said before; what may have arrived was said.
    private void sayOnce(Told told, String key, String chat, Supplier<Message> message) {
        if (told.knows(key)) {
            return;
        }
        quietly(() -> {
            try {
                messages.send(new ChatId(TelegramPlatform.NAME, chat), message.get());
            } catch (UncertainChatException e) {
                log.debug("{}", e.getMessage());
            }
            told.add(key);
        });
    }

    private static void quietly(Runnable action) {
        try {
            action.run();
        } catch (ChatException e) {
            log.debug("{}", e.getMessage());
        }
    }
}
