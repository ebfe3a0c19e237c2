package dev.porter.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.porter.chat.Attachment;
import dev.porter.chat.AttachmentGoneException;
import dev.porter.chat.ChatException;
import dev.porter.chat.ExactStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Response;
import org.telegram.telegrambots.meta.api.methods.GetFile;

/// Fetches what people sent. The library is of no use here: it knows only Telegram's own server,
/// takes an error message for the file, and holds the whole file in memory.
final class Downloads {
    private static final int TRIES = 4;

    private final BotApi api;
    private final boolean localFiles;
    private final Waits waits;

    Downloads(BotApi api, boolean localFiles, Waits waits) {
        this.api = api;
        this.localFiles = localFiles;
        this.waits = waits;
    }

    /// Where the server has the file, and how long it says it is; -1 when it does not say.
    private record Place(String path, long size) {}

    /// Opens the bytes; the stream fails at its end when there were not as many as promised.
    InputStream open(Attachment attachment) {
        for (var tries = 1; ; tries++) {
            var place = locate(attachment);
            var found =
                    localFiles && place.path().startsWith("/")
                            ? Optional.of(onDisk(place))
                            : overHttp(place, tries);
            if (found.isPresent()) {
                return found.get();
            }
        }
    }

    private Place locate(Attachment attachment) {
        var waited = Duration.ZERO;
        for (var failures = 1; ; failures++) {
            try {
                var question = new GetFile(attachment.reference());
                // With local files the server fetches the whole file before it answers: meanwhile
                // the person sees nothing, so a failure is told, and tried again by who asked.
                return place(
                        localFiles
                                ? api.slowly(question)
                                : api.call(question, BotApi.Repeat.FREELY),
                        attachment);
            } catch (RefusedException e) {
                if (e.code() != 400) {
                    throw e;
                }
                // This is also how the server says that it is busy.
                if (!e.says("temporarily unavailable")) {
                    throw new AttachmentGoneException(
                            e.says("too big")
                                    ? "Telegram does not hand out files of this size."
                                    : "Telegram does not have this file any more.");
                }
                var pause = waits.pause(failures);
                waited = waited.plus(pause);
                if (waited.compareTo(waits.unavailable()) > 0) {
                    throw new ChatException("Telegram cannot hand out the file at the moment.");
                }
                BotApi.rest(pause);
            }
        }
    }

    private static Place place(JsonNode file, Attachment attachment) {
        var path = file.path("file_path").asText();
        if (path.isEmpty()) {
            throw new ChatException("Telegram did not say where the file is.");
        }
        return new Place(path, file.path("file_size").asLong(attachment.size()));
    }

    private static InputStream onDisk(Place place) {
        try {
            var path = Path.of(place.path());
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new ChatException(
                        "The Bot API server's file is not on this disk: Porter must see the server's"
                                + " folder under the same path (porter.telegram.local-files).");
            }
            if (place.size() >= 0 && Files.size(path) != place.size()) {
                throw new ChatException("The Bot API server's file has another length.");
            }
            return new ExactStream(Files.newInputStream(path), place.size(), () -> {});
        } catch (IOException e) {
            throw new ChatException("The Bot API server's file cannot be read.", e);
        }
    }

    /// The bytes, or nothing when the place has to be asked for again.
    private Optional<InputStream> overHttp(Place place, int tries) {
        Response response;
        try {
            response = api.download(place.path());
        } catch (IOException e) {
            return again(tries, "the connection failed", Duration.ZERO);
        }
        try {
            if (response.code() == 200) {
                var length = response.body().contentLength();
                if (place.size() < 0 || length < 0 || length == place.size()) {
                    var size = place.size() < 0 ? length : place.size();
                    var bytes = new ExactStream(response.body().byteStream(), size, response);
                    response = null;
                    return Optional.of(bytes);
                }
                return again(tries, "it has another length", Duration.ZERO);
            }
            return again(tries, "status " + response.code(), retryAfter(response));
        } finally {
            if (response != null) {
                response.close();
            }
        }
    }

    private Duration retryAfter(Response response) {
        try {
            return Duration.ofSeconds(Long.parseLong(response.header("Retry-After", "0")));
        } catch (NumberFormatException e) {
            return Duration.ZERO;
        }
    }

    private Optional<InputStream> again(int tries, String reason, Duration wish) {
        if (tries >= TRIES || wish.compareTo(waits.flood()) > 0) {
            throw new ChatException("Telegram did not hand out the file: " + reason + ".");
        }
        BotApi.rest(wish.isPositive() ? wish : waits.pause(tries));
        return Optional.empty();
    }
}
