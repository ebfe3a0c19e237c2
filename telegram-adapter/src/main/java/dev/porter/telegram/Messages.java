package dev.porter.telegram;

import dev.porter.chat.ChatException;
import dev.porter.chat.ChatId;
import dev.porter.chat.Message;
import dev.porter.chat.Message.Care;
import dev.porter.chat.MessageId;
import dev.porter.telegram.BotApi.Repeat;
import java.util.ArrayList;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.methods.ParseMode;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.DeleteMessage;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageCaption;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageReplyMarkup;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import org.telegram.telegrambots.meta.api.objects.LinkPreviewOptions;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;

/// Sends, edits and deletes messages. One that is too long goes out as several, and its identifier
/// names them all.
final class Messages {
    private final BotApi api;
    private final Blocked blocked;
    private final Identities identities;

    Messages(BotApi api, Blocked blocked, Identities identities) {
        this.api = api;
        this.blocked = blocked;
        this.identities = identities;
    }

    MessageId send(ChatId chat, Message message) {
        return withLinksOrWithout(message, parts -> sendAll(chat, parts, message.care()));
    }

    MessageId edit(MessageId id, Message message) {
        return withLinksOrWithout(message, parts -> editAll(id, parts, message.care()));
    }

    /// The buttons are under the last part.
    void withdrawButtons(MessageId id) {
        var numbers = identities.numbers(id);
        if (numbers.isEmpty()) {
            return;
        }
        var chat = id.chat().value();
        var bare =
                EditMessageReplyMarkup.builder().chatId(chat).messageId(numbers.getLast()).build();
        try {
            blocked.reaching(chat, () -> api.call(chat, bare, Repeat.FREELY));
        } catch (RefusedException e) {
            if (!e.says("message is not modified")) {
                notEditable(e);
            }
        }
    }

    /// What became of the wish to delete a message.
    enum Deletion {
        GONE,
        /// It stays: it is too old, or another bot's.
        NEVER,
        /// It may still go: Telegram did not answer, or the person has blocked the bot.
        LATER
    }

    Deletion delete(MessageId id) {
        return identities.numbers(id).stream()
                .map(number -> deleteOne(id.chat(), number))
                .max(Comparator.naturalOrder())
                .orElse(Deletion.NEVER);
    }

    private interface Delivery {
        MessageId deliver(Parts parts);
    }

    private static MessageId withLinksOrWithout(Message message, Delivery delivery) {
        try {
            return delivery.deliver(Parts.of(message));
        } catch (RefusedException e) {
            if (e.code() != 400 || !e.says("button")) {
                throw e;
            }
            return delivery.deliver(Parts.withoutLinks(message));
        }
    }

    private MessageId sendAll(ChatId chat, Parts parts, Care care) {
        var sent = new ArrayList<Integer>();
        try {
            for (var i = 0; i < parts.texts().size(); i++) {
                sent.add(sendOne(chat, parts, i, care));
            }
            return identities.id(chat, sent);
        } catch (ChatException e) {
            // Whoever asked will ask again for all of it.
            sent.forEach(number -> deleteOne(chat, number));
            throw e;
        }
    }

    private int sendOne(ChatId chat, Parts parts, int index, Care care) {
        var message =
                SendMessage.builder()
                        .chatId(chat.value())
                        .text(parts.texts().get(index))
                        .parseMode(ParseMode.HTML)
                        .linkPreviewOptions(noPreview())
                        .replyMarkup(keyboardFor(parts, index))
                        .protectContent(care == Care.FLEETING ? true : null)
                        .disableNotification(index > 0 ? true : null)
                        .build();
        var answer =
                blocked.reaching(
                        chat.value(), () -> api.call(chat.value(), message, Repeat.UNSENT_ONLY));
        return answer.path("message_id").asInt();
    }

    private MessageId editAll(MessageId id, Parts parts, Care care) {
        var chat = id.chat();
        var old = identities.numbers(id);
        if (old.isEmpty()) {
            return sendAll(chat, parts, care);
        }
        var numbers = new ArrayList<Integer>();
        for (var i = 0; i < parts.texts().size(); i++) {
            if (i >= old.size()) {
                numbers.add(sendOne(chat, parts, i, care));
            } else if (editOne(chat, old.get(i), parts, i)) {
                numbers.add(old.get(i));
            } else {
                old.forEach(number -> deleteOne(chat, number));
                return sendAll(chat, parts, care);
            }
        }
        old.stream().skip(numbers.size()).forEach(number -> deleteOne(chat, number));
        return identities.id(chat, numbers);
    }

    /// Whether the message now says this; otherwise it cannot be edited.
    private boolean editOne(ChatId chat, int number, Parts parts, int index) {
        try {
            blocked.reaching(
                    chat.value(),
                    () -> api.call(chat.value(), text(chat, number, parts, index), Repeat.FREELY));
            return true;
        } catch (RefusedException e) {
            if (e.says("message is not modified")) {
                return true;
            }
            if (e.says("there is no text in the message")) {
                return editCaption(chat, number, parts, index);
            }
            return notEditable(e);
        }
    }

    private boolean editCaption(ChatId chat, int number, Parts parts, int index) {
        var caption =
                EditMessageCaption.builder()
                        .chatId(chat.value())
                        .messageId(number)
                        .caption(parts.texts().get(index))
                        .parseMode(ParseMode.HTML)
                        .replyMarkup(keyboardFor(parts, index))
                        .build();
        try {
            blocked.reaching(chat.value(), () -> api.call(chat.value(), caption, Repeat.FREELY));
            return true;
        } catch (RefusedException e) {
            return e.says("message is not modified") || (!e.says("caption") && notEditable(e));
        }
    }

    private static boolean notEditable(RefusedException e) {
        if (e.code() == 400
                && (e.says("message to edit not found")
                        || e.says("message can't be edited")
                        || e.says("message_id_invalid")
                        || e.says("message identifier"))) {
            return false;
        }
        throw e;
    }

    private static EditMessageText text(ChatId chat, int number, Parts parts, int index) {
        return EditMessageText.builder()
                .chatId(chat.value())
                .messageId(number)
                .text(parts.texts().get(index))
                .parseMode(ParseMode.HTML)
                .linkPreviewOptions(noPreview())
                .replyMarkup(keyboardFor(parts, index))
                .build();
    }

    private Deletion deleteOne(ChatId chat, int number) {
        try {
            api.call(chat.value(), new DeleteMessage(chat.value(), number), Repeat.FREELY);
            return Deletion.GONE;
        } catch (RefusedException e) {
            if (e.says("message to delete not found")) {
                return Deletion.GONE;
            }
            return e.code() == 400 ? Deletion.NEVER : Deletion.LATER;
        } catch (ChatException e) {
            return Deletion.LATER;
        }
    }

    private static @Nullable InlineKeyboardMarkup keyboardFor(Parts parts, int index) {
        return index == parts.texts().size() - 1 ? parts.keyboard() : null;
    }

    private static LinkPreviewOptions noPreview() {
        return LinkPreviewOptions.builder().isDisabled(true).build();
    }
}
