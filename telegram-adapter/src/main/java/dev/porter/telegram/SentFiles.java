package dev.porter.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.porter.chat.Attachment;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the file in a message.
final class SentFiles {
    /// @param field where the message has it
    /// @param name what to call it when Telegram has no name
    /// @param type what it is when Telegram does not say
    private record Kind(String field, String name, String type) {}

    /// An animation comes as a document as well, and a live photo as a photo.
    private static final List<Kind> KINDS =
            List.of(
                    new Kind("animation", "animation", "video/mp4"),
                    new Kind("document", "document", "application/octet-stream"),
                    new Kind("video", "video", "video/mp4"),
                    new Kind("audio", "audio", "audio/mpeg"),
                    new Kind("voice", "voice", "audio/ogg"),
                    new Kind("video_note", "videonote", "video/mp4"));

    /// What Telegram's apps make smaller unless it is sent as a file.
    private static final Set<String> RECOMPRESSED = Set.of("photo", "video", "animation");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd_HH-mm-ss", Locale.ROOT);
    private static final Pattern TITLE = Pattern.compile("[^/\\n\\r][^\\n\\r]{0,59}");

    private final Identities identities;
    private final Clock clock;

    /// The files of the latest messages.
    private final Cache<String, String> seen = Caffeine.newBuilder().maximumSize(2_000).build();

    SentFiles(Identities identities, Clock clock) {
        this.identities = identities;
        this.clock = clock;
    }

    Optional<Attachment> in(JsonNode message) {
        var found = find(message);
        found.ifPresent(attachment -> remember(attachment.key(), unique(message)));
        return found;
    }

    /// Whether an edited message has a file that was not in it before, as far as is known.
    boolean changed(JsonNode message) {
        var found = find(message);
        if (found.isEmpty()) {
            return false;
        }
        var now = unique(message);
        return !now.equals(remember(found.get().key(), now));
    }

    private @Nullable String remember(String key, String file) {
        return seen.asMap().put(key, file);
    }

    private static String unique(JsonNode message) {
        return file(message).map(file -> file.path("file_unique_id").asText()).orElse("");
    }

    private static Optional<JsonNode> file(JsonNode message) {
        return kind(message)
                .map(kind -> message.path(kind.field()))
                .or(() -> largest(message.path("photo")));
    }

    private static Optional<Kind> kind(JsonNode message) {
        return KINDS.stream()
                .filter(kind -> message.path(kind.field()).path("file_id").isTextual())
                .findFirst();
    }

    private static Optional<JsonNode> largest(JsonNode photo) {
        var sizes = new ArrayList<JsonNode>();
        photo.forEach(sizes::add);
        return sizes.stream()
                .filter(size -> size.path("file_id").isTextual())
                .reduce((one, other) -> area(other) >= area(one) ? other : one);
    }

    private static long area(JsonNode size) {
        return size.path("width").asLong() * size.path("height").asLong();
    }

    private Optional<Attachment> find(JsonNode message) {
        var kind = kind(message).orElse(new Kind("photo", "photo", "image/jpeg"));
        return file(message).map(file -> attachment(message, file, kind));
    }

    private Attachment attachment(JsonNode message, JsonNode file, Kind kind) {
        var type = file.path("mime_type").asText(kind.type());
        var named = file.path("file_name").asText();
        var chat = message.path("chat").path("id").asText();
        return new Attachment(
                TelegramPlatform.NAME,
                chat + ":" + identities.of(message),
                file.path("file_id").asText(),
                named.isBlank() ? name(kind, message, type) : named,
                type,
                file.path("file_size").asLong(-1),
                RECOMPRESSED.contains(kind.field()),
                bunch(message));
    }

    private static @Nullable String bunch(JsonNode message) {
        var group = message.path("media_group_id").asText();
        return group.isEmpty() ? null : group;
    }

    /// What is written beside a file; empty when nothing is.
    static String caption(JsonNode message) {
        return message.path("caption").asText().strip();
    }

    /// Several photos of one album have the same second, so the message's number is part of it; a
    /// caption that could be a name is its beginning, so that the file can be found by it.
    private String name(Kind kind, JsonNode message, String type) {
        var sent = Instant.ofEpochSecond(message.path("date").asLong()).atZone(clock.getZone());
        var caption = caption(message);
        return (TITLE.matcher(caption).matches() ? caption : kind.name())
                + "_"
                + TIME.format(sent)
                + "_"
                + message.path("message_id").asText()
                + extension(type);
    }

    private static String extension(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "image/jpeg" -> ".jpg";
            case "image/png" -> ".png";
            case "image/gif" -> ".gif";
            case "video/mp4" -> ".mp4";
            case "video/quicktime" -> ".mov";
            case "audio/mpeg" -> ".mp3";
            case "audio/ogg" -> ".ogg";
            case "audio/mp4", "audio/x-m4a" -> ".m4a";
            case "application/pdf" -> ".pdf";
            default -> "";
        };
    }
}
