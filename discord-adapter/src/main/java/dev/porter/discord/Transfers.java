package dev.porter.discord;

import dev.porter.chat.ChatException;
import dev.porter.chat.UncertainChatException;
import java.io.IOException;
import java.time.Duration;
import net.dv8tion.jda.api.exceptions.ParsingException;
import net.dv8tion.jda.api.requests.Route.CompiledRoute;
import net.dv8tion.jda.api.utils.data.DataObject;
import okhttp3.RequestBody;
import okhttp3.Response;

/// Sends what takes a while. JDA, which asks one thing after the other about each channel, would
/// hold up every message to it meanwhile.
final class Transfers {
    /// Whether something may be sent again when nobody knows if it arrived.
    enum Repeat {
        /// Sent twice, it is there once.
        FREELY,
        /// Sent twice, it may be there twice.
        UNSENT_ONLY
    }

    private static final int TRIES = 3;
    private static final int TOO_MANY = 429;

    private final Api api;
    private final Pace pace;

    Transfers(Api api, Pace pace) {
        this.api = api;
        this.pace = pace;
    }

    /// Sends it, and waits for the answer; there is no limit to how long that takes as long as it
    /// goes on.
    ///
    /// @throws RefusedException when Discord says no
    /// @throws UncertainChatException when it may have it without saying so
    DataObject send(CompiledRoute route, RequestBody body, Repeat repeat) {
        var once = repeat == Repeat.UNSENT_ONLY;
        for (var tries = 1; ; tries++) {
            var watched = new WatchedBody(body, once);
            Duration pause;
            try (var answer = api.ask(route, watched)) {
                var said = object(answer);
                if (answer.isSuccessful()) {
                    return said;
                }
                var limited = answer.code() == TOO_MANY;
                var again = limited || (answer.code() >= 500 && !once);
                if (!again || tries >= TRIES) {
                    throw Rest.refused(route, said.getInt("code", 0), answer.code());
                }
                pause = limited ? wanted(answer, said) : pace.pause(tries);
            } catch (IOException e) {
                var failure = Rest.clean(route, e, watched.hasLeft());
                var ours = failure.getCause() instanceof UploadedFile.SourceException;
                if (ours || (once && watched.hasLeft()) || tries >= TRIES) {
                    throw failure;
                }
                pause = pace.pause(tries);
            } catch (RuntimeException e) {
                UploadedFile.rethrow(e);
                throw e;
            }
            Pace.rest(pause);
        }
    }

    /// How long Discord wants to be left alone.
    private Duration wanted(Response answer, DataObject said) {
        var header = answer.header("Retry-After", "1");
        var seconds = said.getDouble("retry_after", Double.parseDouble(header));
        var wanted = Duration.ofMillis((long) Math.ceil(seconds * 1_000));
        if (wanted.compareTo(pace.longest()) > 0) {
            throw new ChatException(
                    "Discord wants to be left alone for " + wanted.toSeconds() + " seconds.");
        }
        return wanted;
    }

    /// What Discord says; empty where that cannot be read.
    private static DataObject object(Response answer) throws IOException {
        try {
            return DataObject.fromJson(answer.body().bytes());
        } catch (ParsingException _) {
            return DataObject.empty();
        }
    }
}
