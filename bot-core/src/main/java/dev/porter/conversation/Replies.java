package dev.porter.conversation;

import dev.porter.chat.ChatException;
import dev.porter.chat.Features;
import dev.porter.chat.Message;
import dev.porter.chat.MessageId;
import dev.porter.chat.UncertainChatException;
import dev.porter.chat.UnreachableChatException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts what was decided into the chat, as far as the platform can show it.
final class Replies {
    private static final Logger log = LoggerFactory.getLogger(Replies.class);

    private final OpenQuestions questions;

    Replies(OpenQuestions questions) {
        this.questions = questions;
    }

    /// Shows what was decided, in place of what was pressed or of what says that it takes a while.
    ///
    /// @param waiting what says so; null when nothing does
    /// @throws ChatException when the platform cannot be reached: nobody has seen all of it then
    void show(Visit visit, Answered answered, @Nullable MessageId waiting) {
        var features = visit.features();
        var reply = answered.reply();
        var question = answered.question();
        var pressed = reply.inPlace() ? visit.origin().message() : null;
        var place = pressed == null ? waiting : pressed;
        // A reason and the question it is about are one message.
        var merges =
                question != null
                        && reply.messages().size() == 1
                        && !reply.inPlace()
                        && question.title().isEmpty()
                        && plain(reply.messages().getFirst());
        try {
            for (var message : merges ? List.<Message>of() : reply.messages()) {
                put(visit, place, suited(message, features));
                place = null;
            }
            for (var file : reply.files()) {
                visit.platform().send(visit.origin().chat(), file);
            }
            if (question != null && answered.open() != null) {
                var number = questions.of(visit.person()).number();
                var whole = merges ? question.after(reply.messages().getFirst().text()) : question;
                var dressed = Conversations.dress(whole, answered.open(), number);
                var asked = suited(dressed, features);
                questions.shown(visit.person(), number, put(visit, place, asked), pressable(asked));
                place = null;
            }
            if (waiting != null && (pressed != null || place != null)) {
                visit.platform().delete(waiting);
            }
        } catch (UnreachableChatException e) {
            log.info("{} cannot be reached any more: {}", visit.person(), e.getMessage());
        } catch (ChatException e) {
            throw e;
        } catch (RuntimeException e) {
            // What was decided stays decided: delivered again, it would only fail again.
            log.error("The answer to turn {} could not be shown.", visit.origin().event(), e);
        }
    }

    private static boolean pressable(Message message) {
        return !message.rows().isEmpty() || message.form() != null;
    }

    private static boolean plain(Message message) {
        return message.title().isEmpty()
                && message.rows().isEmpty()
                && message.care() == Message.Care.ORDINARY;
    }

    private static Message suited(Message message, Features features) {
        return features.forms() || message.form() == null
                ? message
                : new Message(
                        message.title(), message.text(), message.rows(), null, message.care());
    }

    /// Shows a message, and where nobody knows whether it arrived, once more: an answer that comes
    /// twice is better than none.
    private static MessageId put(Visit visit, @Nullable MessageId place, Message message) {
        try {
            return putOnce(visit, place, message);
        } catch (UncertainChatException e) {
            log.info(
                    "The answer to turn {} is sent again: {}",
                    visit.origin().event(),
                    e.getMessage());
            return putOnce(visit, place, message);
        }
    }

    private static MessageId putOnce(Visit visit, @Nullable MessageId place, Message message) {
        return place == null
                ? visit.platform().send(visit.origin().chat(), message)
                : visit.platform().edit(place, message);
    }
}
