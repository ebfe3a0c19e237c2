package dev.porter.telegram;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A message in the emulator, as a person sees it.
public final class EmulatedMessage {
    /// A file under it.
    ///
    /// @param kind the field in which Telegram would have it
    /// @param name as the server made it
    /// @param start all of it when it is not larger than a megabyte
    public record SentFile(String kind, String name, long size, String sha256, ByteBuffer start) {}

    /// What it said, and from when on.
    public record Version(Instant at, String text) {}

    private final BotApiEmulator server;
    final long chat;
    final int number;
    final boolean byBot;
    volatile Instant date = Instant.now();
    volatile String text = "";
    volatile String html = "";
    volatile JsonNode buttons = BotApiEmulator.array();
    volatile boolean isProtected;
    volatile boolean isSilent;
    volatile boolean hasSpoiler;
    volatile boolean deleted;
    int edits;
    volatile @Nullable SentFile file;
    private final List<Version> versions = new CopyOnWriteArrayList<>();

    EmulatedMessage(BotApiEmulator server, long chat, int number, boolean byBot) {
        this.server = server;
        this.chat = chat;
        this.number = number;
        this.byBot = byBot;
    }

    public long chat() {
        return chat;
    }

    public int number() {
        return number;
    }

    public boolean byBot() {
        return byBot;
    }

    /// From now on it says this.
    void say(String now) {
        text = now;
        versions.add(new Version(Instant.now(), now));
    }

    /// Everything that the bot ever made it say, deleted or not.
    public List<Version> versions() {
        return List.copyOf(versions);
    }

    /// What can be read, caption included.
    public String text() {
        return text;
    }

    public boolean deleted() {
        return deleted;
    }

    public boolean isProtected() {
        return isProtected;
    }

    /// Whether it came without a sound.
    public boolean isSilent() {
        return isSilent;
    }

    /// Whether its picture is covered until it is tapped.
    public boolean hasSpoiler() {
        return hasSpoiler;
    }

    public int edits() {
        synchronized (server) {
            return edits;
        }
    }

    public @Nullable SentFile file() {
        return file;
    }

    /// As if it had been sent then.
    public void sentAt(Instant then) {
        date = then;
    }

    public List<String> labels() {
        return keys().map(button -> button.path("text").asString()).toList();
    }

    /// What a button with this label has in a field such as `callback_data` or `url`.
    public String button(String label, String field) {
        return keys().filter(button -> button.path("text").asString().equals(label))
                .map(button -> button.path(field))
                .map(found -> found.isObject() ? found.path("text").asString() : found.asString(""))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No button " + label + " in " + labels()));
    }

    Stream<JsonNode> keys() {
        return StreamSupport.stream(buttons.spliterator(), false)
                .flatMap(row -> StreamSupport.stream(row.spliterator(), false));
    }

    ObjectNode json() {
        var json =
                BotApiEmulator.object()
                        .put("message_id", number)
                        .put("date", date.getEpochSecond());
        json.putObject("chat").put("id", chat).put("type", chat > 0 ? "private" : "supergroup");
        json.putObject("from")
                .put("id", byBot ? server.bot() : chat)
                .put("is_bot", byBot)
                .put("first_name", byBot ? "Porter" : "");
        var shown = file;
        if (shown != null && shown.kind().equals("photo")) {
            var sizes = json.putArray("photo");
            sizes.addObject().put("file_id", "BQAC-small" + number).put("width", 90);
            sizes.addObject().put("file_id", "BQAC-sent" + number).put("width", 1280);
        } else if (shown != null) {
            json.putObject(shown.kind())
                    .put("file_id", "BQAC-sent" + number)
                    .put("file_name", shown.name())
                    .put("file_size", shown.size());
        } else if (!text.isEmpty()) {
            json.put("text", text);
        }
        return json;
    }
}
