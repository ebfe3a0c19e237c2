package dev.porter.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.porter.chat.Attachment;
import dev.porter.chat.ChatId;
import dev.porter.chat.Incoming;
import dev.porter.chat.Origin;
import dev.porter.chat.Person;
import dev.porter.chat.PersonId;
import dev.porter.language.Language;
import dev.porter.telegram.Happening.Both;
import dev.porter.telegram.Happening.InGroup;
import dev.porter.telegram.Happening.Moved;
import dev.porter.telegram.Happening.Nothing;
import dev.porter.telegram.Happening.Pressed;
import dev.porter.telegram.Happening.PressedElsewhere;
import dev.porter.telegram.Happening.Reachable;
import dev.porter.telegram.Happening.Received;
import dev.porter.telegram.Happening.Unusable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads updates, one by one, asking of each only what is needed of it: whatever else Telegram may
/// add, leave out or get wrong, a person's message is understood.
final class Updates {
    static final List<String> WANTED =
            List.of("message", "edited_message", "callback_query", "my_chat_member");

    private static final Pattern COMMAND =
            Pattern.compile(
                    "/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]{1,64}))?(?:\\s(.*))?", Pattern.DOTALL);

    /// What Telegram itself notes in a chat.
    private static final Set<String> NOTES =
            Set.of(
                    "pinned_message",
                    "message_auto_delete_timer_changed",
                    "write_access_allowed",
                    "connected_website",
                    "chat_background_set",
                    "boost_added",
                    "forum_topic_created",
                    "forum_topic_edited",
                    "forum_topic_closed",
                    "forum_topic_reopened",
                    "general_forum_topic_hidden",
                    "general_forum_topic_unhidden",
                    "proximity_alert_triggered",
                    "managed_bot_created",
                    "gift",
                    "unique_gift");

    private final Bot bot;
    private final Identities identities;
    private final SentFiles files;

    Updates(Bot bot, Identities identities, SentFiles files) {
        this.bot = bot;
        this.identities = identities;
        this.files = files;
    }

    Happening read(JsonNode update) {
        if (update.has("message")) {
            return message(update.path("message"));
        }
        if (update.has("edited_message")) {
            return edited(update.path("edited_message"));
        }
        if (update.has("callback_query")) {
            return pressed(update.path("callback_query"));
        }
        return update.has("my_chat_member")
                ? membership(update.path("my_chat_member"))
                : new Nothing();
    }

    /// Whose turn it is to be handled: what one person does is handled in order, and what happens
    /// in one group.
    static String lane(JsonNode update) {
        return WANTED.stream()
                .map(update::path)
                .map(happened -> isGroup(happened) ? happened.path("chat") : happened.path("from"))
                .map(who -> who.path("id"))
                .filter(JsonNode::isIntegralNumber)
                .map(JsonNode::asText)
                .findFirst()
                .orElse("");
    }

    private Happening message(JsonNode message) {
        var chat = chat(message);
        if (chat.isEmpty() || !message.path("from").path("id").isIntegralNumber()) {
            return new Nothing();
        }
        if (!isPrivate(message)) {
            return inGroup(message);
        }
        var number = message.path("message_id").asText();
        var event = "m:" + identities.of(message);
        var origin = origin(event, message.path("from"), chat, number);
        var attachment = files.in(message);
        if (attachment.isPresent()) {
            return sent(origin, attachment.get(), message);
        }
        if (message.path("text").isTextual()) {
            return new Received(said(origin, message.path("text").asText()));
        }
        return NOTES.stream().anyMatch(message::has)
                ? new Nothing()
                : new Unusable(
                        chat, origin.event(), origin.person().language(), Sentences::unusable);
    }

    /// A file, and what to do with the words beside it, which must not be lost without a word; they
    /// are never taken for the answer to a question.
    private Happening sent(Origin origin, Attachment attachment, JsonNode message) {
        var file = new Received(new Incoming.Attachments(origin, List.of(attachment)));
        var words = SentFiles.caption(message);
        if (attachment.name().contains(words)) {
            return file;
        }
        var beside = new Origin("c" + origin.event(), origin.person(), origin.chat(), null);
        return said(beside, words) instanceof Incoming.Command command
                ? new Both(file, new Received(command))
                : new Both(
                        file,
                        new Unusable(
                                origin.chat().value(),
                                beside.event(),
                                origin.person().language(),
                                Sentences::caption));
    }

    private Incoming said(Origin origin, String text) {
        return command(text)
                .<Incoming>map(command ->
                        new Incoming.Command(
                                origin,
                                command.group(1).toLowerCase(Locale.ROOT),
                                Optional.ofNullable(command.group(3)).orElse("").strip(),
                                text))
                .orElseGet(() -> new Incoming.Text(origin, text));
    }

    /// What is a command, and for this bot.
    private Optional<MatchResult> command(String text) {
        var command = COMMAND.matcher(text.strip());
        return command.matches()
                        && Optional.ofNullable(command.group(2)).map(bot::isMeantBy).orElse(true)
                ? Optional.of(command)
                : Optional.empty();
    }

    /// An edit is also reported for what nobody sees, such as a link preview that arrived.
    private Happening edited(JsonNode message) {
        return isPrivate(message) && files.changed(message)
                ? new Unusable(
                        chat(message),
                        "e:%s:%s"
                                .formatted(
                                        identities.of(message), message.path("edit_date").asText()),
                        language(message.path("from")),
                        Sentences::edited)
                : new Nothing();
    }

    private Happening pressed(JsonNode query) {
        var id = query.path("id").asText();
        var message = query.path("message");
        if (!isPrivate(message)
                || !query.path("from").path("id").isIntegralNumber()
                || !query.path("data").isTextual()) {
            return new PressedElsewhere(id);
        }
        var number = message.path("message_id").asText();
        var origin = origin("cb:" + id, query.path("from"), chat(message), number);
        return new Pressed(id, new Incoming.Press(origin, query.path("data").asText()));
    }

    private static Happening membership(JsonNode change) {
        var now = change.path("new_chat_member").path("status").asText();
        var in = !now.equals("kicked") && !now.equals("left");
        if (isPrivate(change)) {
            return new Reachable(chat(change), in);
        }
        var before = change.path("old_chat_member").path("status").asText();
        var arrived = in && (before.equals("left") || before.equals("kicked"));
        return arrived && isGroup(change)
                ? new InGroup(chat(change), language(change.path("from")))
                : new Nothing();
    }

    private Happening inGroup(JsonNode message) {
        var chat = chat(message);
        if (message.hasNonNull("migrate_to_chat_id")) {
            return new Moved(chat, message.path("migrate_to_chat_id").asText());
        }
        if (message.hasNonNull("migrate_from_chat_id")) {
            return new Moved(message.path("migrate_from_chat_id").asText(), chat);
        }
        return isGroup(message) && spokenTo(message)
                ? new InGroup(chat, language(message.path("from")))
                : new Nothing();
    }

    private boolean spokenTo(JsonNode message) {
        return command(message.path("text").asText()).isPresent()
                || identities.isThis(message.path("reply_to_message").path("from"));
    }

    private static boolean isPrivate(JsonNode inChat) {
        return inChat.path("chat").path("type").asText().equals("private");
    }

    private static boolean isGroup(JsonNode inChat) {
        return inChat.path("chat").path("type").asText().endsWith("group");
    }

    private static String chat(JsonNode inChat) {
        return inChat.path("chat").path("id").asText();
    }

    private static @Nullable Language language(JsonNode from) {
        return Language.named(from.path("language_code").asText()).orElse(null);
    }

    private Origin origin(String event, JsonNode from, String chat, String number) {
        var here = new ChatId(TelegramPlatform.NAME, chat);
        var name = from.path("first_name").asText() + " " + from.path("last_name").asText();
        var person =
                new Person(
                        new PersonId(TelegramPlatform.NAME, from.path("id").asText()),
                        here,
                        name.isBlank() ? from.path("username").asText() : name,
                        language(from));
        return new Origin(event, person, here, identities.id(here, number));
    }
}
