package dev.porter.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.porter.chat.Message.Care;
import dev.porter.chat.OutgoingFile;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import okhttp3.MultipartBody;
import org.telegram.telegrambots.meta.api.methods.send.SendChatAction;

/// Sends files, streaming. The library would read the whole of a stream into memory first.
final class Uploads {
    private static final long LARGEST_PICTURE = 10_000_000;
    private static final long FIRST_ACTION = 400;
    private static final long NEXT_ACTION = 4_000;

    /// Telegram leaves these alone; of everything else it makes spaces, or nothing.
    private static final Pattern SAFE_NAME =
            Pattern.compile("[\\p{L}\\p{N}_(][\\p{L}\\p{N} _()-]{0,56}\\.?[\\p{L}\\p{N}]{1,7}");

    private final BotApi api;
    private final Blocked blocked;
    private final ScheduledExecutorService timer;
    private final Carried carried = new Carried();

    Uploads(BotApi api, Blocked blocked, ScheduledExecutorService timer) {
        this.api = api;
        this.blocked = blocked;
        this.timer = timer;
    }

    /// Sends it, and returns the number of the message.
    int send(String chat, OutgoingFile file) {
        if (file.picture() && file.size() <= LARGEST_PICTURE) {
            try {
                return send(chat, file, true);
            } catch (RefusedException e) {
                // Not every picture is one for Telegram; as a document it is always welcome.
                if (e.code() != 400) {
                    throw e;
                }
            }
        }
        return sendAgain(chat, file).orElseGet(() -> send(chat, file, false));
    }

    /// Sends what Telegram has already, if it still has it.
    private Optional<Integer> sendAgain(String chat, OutgoingFile file) {
        try {
            return carried.find(file)
                    .map(id -> post(chat, "sendDocument", () -> body(chat, file, id)))
                    .map(answer -> answer.path("message_id").asInt());
        } catch (RefusedException e) {
            if (e.code() != 400) {
                throw e;
            }
            carried.remove(file);
            return Optional.empty();
        }
    }

    private int send(String chat, OutgoingFile file, boolean picture) {
        var showing = show(chat, picture ? "upload_photo" : "upload_document");
        try {
            var method = picture ? "sendPhoto" : "sendDocument";
            var answer = post(chat, method, () -> body(chat, file, picture));
            carried.add(file, answer.path("document").path("file_id").asText());
            return answer.path("message_id").asInt();
        } finally {
            showing.cancel(false);
        }
    }

    private JsonNode post(String chat, String method, Supplier<MultipartBody> body) {
        return blocked.reaching(chat, () -> api.upload(chat, method, body));
    }

    private ScheduledFuture<?> show(String chat, String action) {
        return timer.scheduleAtFixedRate(
                () -> Thread.startVirtualThread(() -> actOnce(chat, action)),
                FIRST_ACTION,
                NEXT_ACTION,
                TimeUnit.MILLISECONDS);
    }

    private void actOnce(String chat, String action) {
        try {
            api.once(new SendChatAction(chat, action));
        } catch (RuntimeException e) {
            // Nobody misses it.
        }
    }

    private static MultipartBody body(String chat, OutgoingFile file, String fileId) {
        return start(chat, file, false).addFormDataPart("document", fileId).build();
    }

    private static MultipartBody body(String chat, OutgoingFile file, boolean picture) {
        var name = file.name().isBlank() ? "file" : file.name();
        return start(chat, file, picture)
                .addPart(StreamedFile.part(picture ? "photo" : "document", file, name))
                .build();
    }

    private static MultipartBody.Builder start(String chat, OutgoingFile file, boolean picture) {
        var body = new MultipartBody.Builder().setType(MultipartBody.FORM);
        body.addFormDataPart("chat_id", chat);
        var caption = caption(file, picture);
        if (!caption.isBlank()) {
            body.addFormDataPart("caption", Html.escape(caption));
            body.addFormDataPart("parse_mode", "HTML");
        }
        if (file.care() == Care.FLEETING) {
            body.addFormDataPart("protect_content", "true");
        }
        if (!picture) {
            body.addFormDataPart("disable_content_type_detection", "true");
        }
        return body;
    }

    private static String caption(OutgoingFile file, boolean picture) {
        var shown = !picture && SAFE_NAME.matcher(file.name()).matches();
        var caption =
                shown || file.name().isBlank() || file.caption().contains(file.name())
                        ? file.caption()
                        : file.caption().isBlank()
                                ? file.name()
                                : file.name() + "\n" + file.caption();
        return Html.cut(caption, Parts.LONGEST_CAPTION);
    }
}
