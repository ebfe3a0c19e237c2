package dev.porter.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.porter.chat.ChatException;
import dev.porter.chat.OutgoingFile;
import dev.porter.telegram.BotApi.Repeat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import okhttp3.MultipartBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.send.SendChatAction;

/// Sends files, streaming. The library would read the whole of a stream into memory first.
final class Uploads {
    private static final Logger log = LoggerFactory.getLogger(Uploads.class);
    private static final long LARGEST_PICTURE = 10_000_000;
    private static final long FIRST_ACTION = 400;
    private static final long NEXT_ACTION = 4_000;

    /// What a file is called within a request.
    private static final String PART = "file";

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

    /// Sends it, and returns the numbers of the messages. Of a document Telegram shows the name
    /// only; so a picture is shown before its bytes follow.
    List<Integer> send(String chat, OutgoingFile file) {
        if (file.picture()) {
            return List.of(shownIfPossible(file, shape -> upload(chat, file, shape)));
        }
        var numbers = new ArrayList<Integer>();
        if (file.viewable() && file.size() <= LARGEST_PICTURE) {
            preview(chat, file).ifPresent(numbers::add);
        }
        numbers.add(sendAs(chat, file, Shape.DOCUMENT));
        return numbers;
    }

    /// Puts it in the place of a message, which keeps its number and its protection.
    void putInPlace(String chat, int number, OutgoingFile file) {
        var _ = shownIfPossible(file, shape -> replace(chat, number, file, shape));
    }

    private int replace(String chat, int number, OutgoingFile file, Shape shape) {
        try {
            post(chat, "editMessageMedia", Repeat.FREELY, () -> inPlace(chat, number, file, shape));
        } catch (RefusedException e) {
            if (!e.says("message is not modified")) {
                throw e;
            }
        }
        return number;
    }

    /// Not every picture is one for Telegram; as a document it is always welcome.
    private static int shownIfPossible(OutgoingFile file, Function<Shape, Integer> sending) {
        if (file.picture() && file.size() <= LARGEST_PICTURE) {
            try {
                return sending.apply(Shape.PHOTO);
            } catch (RefusedException e) {
                if (e.code() != 400) {
                    throw e;
                }
            }
        }
        return sending.apply(Shape.DOCUMENT);
    }

    /// It makes no sound, and nothing depends on it.
    private Optional<Integer> preview(String chat, OutgoingFile file) {
        try {
            return Optional.of(sendAs(chat, file, Shape.PHOTO));
        } catch (ChatException e) {
            log.debug("A picture is not shown: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private int sendAs(String chat, OutgoingFile file, Shape shape) {
        return sendAgain(chat, file, shape).orElseGet(() -> upload(chat, file, shape));
    }

    /// Sends what Telegram has already, if it still has it.
    private Optional<Integer> sendAgain(String chat, OutgoingFile file, Shape shape) {
        try {
            return carried.find(file, shape)
                    .map(id ->
                            post(
                                    chat,
                                    shape.method(),
                                    Repeat.UNSENT_ONLY,
                                    () ->
                                            start(chat, file, shape)
                                                    .addFormDataPart(shape.field(), id)
                                                    .build()))
                    .map(answer -> answer.path("message_id").asInt());
        } catch (RefusedException e) {
            if (e.code() != 400) {
                throw e;
            }
            carried.remove(file, shape);
            return Optional.empty();
        }
    }

    private int upload(String chat, OutgoingFile file, Shape shape) {
        var showing = show(chat, shape.action());
        try {
            var answer =
                    post(
                            chat,
                            shape.method(),
                            Repeat.UNSENT_ONLY,
                            () ->
                                    start(chat, file, shape)
                                            .addPart(bytes(shape.field(), file))
                                            .build());
            carried.add(file, shape, answer);
            return answer.path("message_id").asInt();
        } finally {
            showing.cancel(false);
        }
    }

    private JsonNode post(String chat, String method, Repeat repeat, Supplier<MultipartBody> body) {
        return blocked.reaching(chat, () -> api.upload(chat, method, repeat, body));
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

    private static MultipartBody.Part bytes(String field, OutgoingFile file) {
        return StreamedFile.part(field, file, file.name().isBlank() ? "file" : file.name());
    }

    private static MultipartBody.Builder start(String chat, OutgoingFile file, Shape shape) {
        var body = form(chat);
        var preview = shape == Shape.PHOTO && !file.picture();
        var caption = preview ? "" : caption(file, shape);
        if (!caption.isBlank()) {
            body.addFormDataPart("caption", Html.escape(caption));
            body.addFormDataPart("parse_mode", "HTML");
        }
        if (preview) {
            body.addFormDataPart("disable_notification", "true");
        }
        if (shape == Shape.DOCUMENT) {
            body.addFormDataPart("disable_content_type_detection", "true");
        }
        return body;
    }

    private static MultipartBody.Builder form(String chat) {
        return new MultipartBody.Builder()
                .setType(MultipartBody.FORM)
                .addFormDataPart("chat_id", chat);
    }

    private static MultipartBody inPlace(String chat, int number, OutgoingFile file, Shape shape) {
        var media =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("type", shape.field())
                        .put("media", "attach://" + PART)
                        .put("caption", Html.escape(caption(file, shape)))
                        .put("parse_mode", "HTML");
        switch (shape) {
            case PHOTO -> media.put("has_spoiler", true);
            case DOCUMENT -> media.put("disable_content_type_detection", true);
        }
        return form(chat)
                .addFormDataPart("message_id", String.valueOf(number))
                .addFormDataPart("media", media.toString())
                .addPart(bytes(PART, file))
                .build();
    }

    private static String caption(OutgoingFile file, Shape shape) {
        // A picture is made to be looked at, and its name is nobody's.
        var shown = shape == Shape.PHOTO || SAFE_NAME.matcher(file.name()).matches();
        var caption =
                shown || file.name().isBlank() || file.caption().contains(file.name())
                        ? file.caption()
                        : file.caption().isBlank()
                                ? file.name()
                                : file.name() + "\n" + file.caption();
        return Html.cut(caption, Parts.LONGEST_CAPTION);
    }
}
