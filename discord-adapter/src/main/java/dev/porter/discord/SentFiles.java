package dev.porter.discord;

import dev.porter.chat.Attachment;
import dev.porter.discord.FileReference.InMessage;
import java.util.List;
import java.util.stream.Stream;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.jspecify.annotations.Nullable;

/// Reads what Discord says about files.
final class SentFiles {
    private SentFiles() {}

    /// The files in a message, and in a message that it passes on.
    static List<DataObject> in(DataObject message) {
        var passedOn =
                Json.objects(message.optArray("message_snapshots"))
                        .flatMap(snapshot -> snapshot.optObject("message").stream())
                        .flatMap(inner -> Json.objects(inner.optArray("attachments")));
        return Stream.concat(Json.objects(message.optArray("attachments")), passedOn)
                .filter(file -> file.getString("id", "").matches("[0-9]{1,20}"))
                .toList();
    }

    /// @param event what they came with
    /// @param channel null when the files belong to no message that can be asked for
    static List<Attachment> read(
            List<DataObject> files,
            String event,
            @Nullable String channel,
            @Nullable String message,
            boolean byUrl) {
        return files.stream()
                .map(file -> {
                    var id = file.getString("id");
                    var place =
                            channel == null || message == null
                                    ? null
                                    : new InMessage(channel, message, id);
                    var url = byUrl ? file.getString("url", null) : null;
                    return new Attachment(
                            DiscordPlatform.NAME,
                            event + "/" + id,
                            new FileReference(place, url).value(),
                            name(file),
                            file.getString("content_type", null),
                            file.getLong("size", -1),
                            false,
                            files.size() > 1 ? event : null);
                })
                .toList();
    }

    /// The name the file had: Discord cleans it, and keeps what stood before the last dot apart
    /// when that made a difference.
    private static String name(DataObject file) {
        var cleaned = file.getString("filename", "");
        var title = file.getString("title", "");
        if (title.isEmpty()) {
            return cleaned;
        }
        var dot = cleaned.lastIndexOf('.');
        return dot < 0 ? title : title + cleaned.substring(dot);
    }
}
