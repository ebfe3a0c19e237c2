package dev.porter.discord;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.porter.chat.Attachment;
import dev.porter.chat.AttachmentGoneException;
import dev.porter.chat.ChatException;
import dev.porter.chat.ExactStream;
import dev.porter.discord.FileReference.InMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataObject;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// Fetches what people sent, from the address of the file itself: the one that JDA prefers for
/// pictures is a proxy that may change them. An address works for about a day, for everybody who
/// knows it; it is in no log and no exception.
final class Downloads {
    private static final int TRIES = 3;
    private static final int REMEMBERED = 10_000;

    private final Rest rest;
    private final OkHttpClient http;
    private final DiscordSettings settings;
    private final Pace pace;

    /// Files of messages, so that one that is opened soon needs no question.
    private final Cache<String, String> fresh =
            Caffeine.newBuilder()
                    .maximumSize(REMEMBERED)
                    .expireAfterWrite(Duration.ofHours(1))
                    .build();

    Downloads(Rest rest, OkHttpClient http, DiscordSettings settings, Pace pace) {
        this.rest = rest;
        this.http = http;
        this.settings = settings;
        this.pace = pace;
    }

    /// Remembers where the files of a message are.
    void remember(DataObject message) {
        for (var file : SentFiles.in(message)) {
            var url = file.getString("url", null);
            if (url != null) {
                fresh.put(file.getString("id"), url);
            }
        }
    }

    /// Opens the bytes; the stream fails at its end when there were not as many as promised.
    InputStream open(Attachment attachment) {
        var reference =
                FileReference.of(attachment)
                        .orElseThrow(
                                () -> new ChatException("This is no reference to a Discord file."));
        var message = reference.message();
        var known = message == null ? null : fresh.getIfPresent(message.attachment());
        return known(known, attachment)
                .or(() -> known(reference.url(), attachment))
                .or(() -> message == null ? Optional.empty() : renewed(message, attachment))
                .orElseThrow(() ->
                        new AttachmentGoneException("Discord does not have this file any more."));
    }

    private Optional<InputStream> known(@Nullable String url, Attachment attachment) {
        return Optional.ofNullable(url).flatMap(address -> fetch(address, attachment));
    }

    /// The bytes by the address that the message has for them now.
    ///
    /// @throws RefusedException when the message is closed to Porter, and so not known to be gone
    private Optional<InputStream> renewed(InMessage place, Attachment attachment) {
        try {
            var message =
                    rest.call(
                            Route.Messages.GET_MESSAGE.compile(place.channel(), place.id()), null);
            remember(message);
        } catch (RefusedException e) {
            if (e.messageGone()) {
                return Optional.empty();
            }
            throw e;
        }
        return known(fresh.getIfPresent(place.attachment()), attachment);
    }

    /// The bytes, or nothing when they are not there (any more).
    private Optional<InputStream> fetch(String url, Attachment attachment) {
        var address =
                FileReference.address(url)
                        .filter(settings::handsOutFiles)
                        .orElseThrow(
                                () -> new ChatException("Discord's files are not kept there."));
        for (var tries = 1; ; tries++) {
            var answer = ask(address);
            try {
                if (answer != null && answer.code() == 200) {
                    var bytes = bytes(answer, attachment);
                    answer = null;
                    return Optional.of(bytes);
                }
                if (answer != null && isGone(answer.code())) {
                    return Optional.empty();
                }
                if (tries >= TRIES) {
                    throw new ChatException(
                            answer == null
                                    ? "Discord's file server does not answer."
                                    : "Discord's file server answered " + answer.code() + ".");
                }
            } finally {
                if (answer != null) {
                    answer.close();
                }
            }
            Pace.rest(pace.pause(tries));
        }
    }

    private static boolean isGone(int status) {
        return status == 401 || status == 403 || status == 404 || status == 410;
    }

    private @Nullable Response ask(URI address) {
        // Asked for otherwise, the answer is unpacked on the way and its length is lost.
        var request =
                new Request.Builder()
                        .url(address.toString())
                        .header("Accept-Encoding", "identity")
                        .build();
        try {
            return http.newCall(request).execute();
        } catch (IOException e) {
            return null;
        }
    }

    private static InputStream bytes(Response answer, Attachment attachment) {
        var length = answer.body().contentLength();
        if (attachment.size() >= 0 && length >= 0 && length != attachment.size()) {
            throw new ChatException("Discord's file has another length than it said.");
        }
        var size = attachment.size() >= 0 ? attachment.size() : length;
        return new ExactStream(answer.body().byteStream(), size, answer);
    }
}
