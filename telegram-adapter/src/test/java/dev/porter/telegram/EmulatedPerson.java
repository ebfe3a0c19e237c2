package dev.porter.telegram;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Someone with Telegram on the phone.
public final class EmulatedPerson {
    private final BotApiEmulator server;
    private final long id;
    private final String firstName;
    private String language = "en";
    private boolean known;
    private boolean blocking;
    private boolean deactivated;

    EmulatedPerson(BotApiEmulator server, long id, String firstName) {
        this.server = server;
        this.id = id;
        this.firstName = firstName;
    }

    public long id() {
        return id;
    }

    boolean known() {
        return known;
    }

    /// Whether this person has ever opened the chat with the bot.
    EmulatedPerson known(boolean opened) {
        known = opened;
        return this;
    }

    /// Has their Telegram in a language.
    ///
    /// @param code as Telegram says it, such as `de` or `pt-br`
    public EmulatedPerson speaking(String code) {
        language = code;
        return this;
    }

    boolean blocking() {
        return blocking;
    }

    boolean deactivated() {
        return deactivated;
    }

    /// This person deletes their account, of which no update tells.
    public void leavesTelegram() {
        deactivated = true;
    }

    /// What the bot said to this person and is still there.
    public List<EmulatedMessage> reads() {
        return server.messages().stream()
                .filter(message -> message.chat() == id && message.byBot() && !message.deleted())
                .toList();
    }

    /// Waits for a message of the bot that contains these words.
    public EmulatedMessage awaits(String words) {
        var found = new AtomicReference<EmulatedMessage>();
        server.await(_ -> {
            reads().stream().filter(message -> message.text().contains(words)).forEach(found::set);
            return found.get() != null;
        });
        return Objects.requireNonNull(found.get());
    }

    public EmulatedMessage says(String text) {
        var message = mine();
        message.text = text;
        server.push(update("message", message.json()));
        return message;
    }

    /// Follows a link such as `https://t.me/bot?start=CODE`.
    public EmulatedMessage follows(String link) {
        return says("/start " + link.substring(link.indexOf("start=") + "start=".length()));
    }

    /// Sends a small file as a document.
    public EmulatedMessage sends(String name, String mediaType, byte[] bytes) {
        return sends(
                "document",
                name,
                mediaType,
                bytes.length,
                () -> new ByteArrayInputStream(bytes),
                null,
                null);
    }

    /// Sends a file.
    ///
    /// @param kind `document`, `photo`, `video`, `animation`, `audio`, `voice` or `video_note`
    /// @param album what was sent together has the same
    /// @param onDisk where a server with `--local` has it
    public EmulatedMessage sends(
            String kind,
            @Nullable String name,
            String mediaType,
            long size,
            BotApiEmulator.Content content,
            @Nullable String album,
            @Nullable Path onDisk) {
        var message = mine();
        var fileId = server.store(String.valueOf(name), size, content, onDisk);
        var json = message.json();
        file(json, kind, name, mediaType, size, fileId);
        if (album != null) {
            json.put("media_group_id", album);
        }
        server.push(update("message", json));
        return message;
    }

    static void file(
            ObjectNode json,
            String kind,
            @Nullable String name,
            String mediaType,
            long size,
            String fileId) {
        if (kind.equals("photo")) {
            var sizes = json.putArray("photo");
            var large =
                    sizes.addObject().put("file_id", fileId).put("width", 1280).put("height", 960);
            large.put("file_unique_id", "u" + fileId).put("file_size", size);
            sizes.addObject()
                    .put("file_id", fileId + "-small")
                    .put("file_unique_id", "s" + fileId)
                    .put("width", 90)
                    .put("height", 67);
            return;
        }
        var file =
                json.putObject(kind)
                        .put("file_id", fileId)
                        .put("file_unique_id", "u" + fileId)
                        .put("mime_type", mediaType)
                        .put("file_size", size);
        if (name != null) {
            file.put("file_name", name);
        }
        if (kind.equals("animation")) {
            json.set("document", file.deepCopy());
        }
    }

    /// Presses a button.
    public void presses(EmulatedMessage message, String label) {
        pressesForged(message, message.button(label, "callback_data"));
    }

    /// Sends what no button had.
    public void pressesForged(EmulatedMessage message, String data) {
        var query = BotApiEmulator.object().put("id", server.query(id)).put("data", data);
        query.set("from", from());
        query.set("message", message.json());
        known = true;
        server.push(update("callback_query", query));
    }

    /// Any message at all: its content is added to the usual fields.
    public EmulatedMessage sendsOther(ObjectNode content) {
        var message = mine();
        var json = message.json();
        json.setAll(content);
        server.push(update("message", json));
        return message;
    }

    /// Changes an earlier message.
    public void edits(EmulatedMessage message, ObjectNode content) {
        var json = message.json();
        json.setAll(content);
        json.set("from", from());
        server.push(update("edited_message", json));
    }

    /// Blocks the bot, and the update that tells of it gets lost.
    public void blocksUnnoticed() {
        blocking = true;
    }

    public void blocks() {
        blocking = true;
        server.push(update("my_chat_member", membership("member", "kicked")));
    }

    public void unblocks() {
        blocking = false;
        server.push(update("my_chat_member", membership("kicked", "member")));
    }

    private ObjectNode membership(String before, String now) {
        var change = BotApiEmulator.object();
        change.putObject("chat").put("id", id).put("type", "private");
        change.set("from", from());
        change.putObject("old_chat_member").put("status", before);
        change.putObject("new_chat_member").put("status", now);
        return change;
    }

    private EmulatedMessage mine() {
        known = true;
        return server.add(new EmulatedMessage(server, id, server.number(), false));
    }

    private ObjectNode from() {
        return BotApiEmulator.object()
                .put("id", id)
                .put("is_bot", false)
                .put("first_name", firstName)
                .put("language_code", language);
    }

    private ObjectNode update(String kind, ObjectNode content) {
        if (kind.equals("message")) {
            content.set("from", from());
        }
        var update = BotApiEmulator.object();
        update.set(kind, content);
        return update;
    }
}
