package dev.porter.discord;

import dev.porter.chat.ChatException;
import dev.porter.chat.UncertainChatException;
import java.time.Clock;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.ParsingException;
import net.dv8tion.jda.api.requests.Request;
import net.dv8tion.jda.api.requests.Response;
import net.dv8tion.jda.api.requests.RestAction;
import net.dv8tion.jda.api.requests.Route.CompiledRoute;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.internal.requests.RestActionImpl;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/// Discord's REST API by ids, through JDA's rate limits. JDA's own methods want channels, users and
/// messages that it has in its cache, and refuse an answer for one field that they do not expect; a
/// message that was sent would then look as if it was not. What is thrown here names no address:
/// that of an interaction holds a token.
final class Rest {
    private static final long QUEUED_AT_MOST = 120_000;

    private volatile @Nullable JDA session;

    void use(JDA jda) {
        session = jda;
    }

    /// Asks, and waits for the answer; an empty object where there is none.
    ///
    /// @throws RefusedException when Discord says no
    /// @throws UncertainChatException when it may have done it without saying so
    DataObject call(CompiledRoute route, @Nullable DataObject body) {
        return body == null
                ? complete(route, new RestActionImpl<>(session(), route, Rest::object), () -> false)
                : call(route, new WatchedBody(json(body.toJson()), false));
    }

    /// The same for what would be done twice when it is asked twice.
    DataObject callOnce(CompiledRoute route, DataObject body) {
        return call(route, new WatchedBody(json(body.toJson()), true));
    }

    private DataObject call(CompiledRoute route, WatchedBody watched) {
        return complete(
                route,
                new RestActionImpl<>(session(), route, watched, Rest::object),
                watched::hasLeft);
    }

    private static RequestBody json(byte[] text) {
        return RequestBody.create(text, okhttp3.MediaType.get("application/json"));
    }

    private static DataObject object(Response response, Request<DataObject> request) {
        return response.optObject().orElseGet(DataObject::empty);
    }

    DataArray list(CompiledRoute route) {
        return complete(
                route,
                new RestActionImpl<>(session(), route, (response, _) -> response.getArray()),
                () -> false);
    }

    void put(CompiledRoute route, DataArray body) {
        BiFunction<Response, Request<Boolean>, Boolean> done = (_, _) -> true;
        complete(
                route,
                new RestActionImpl<>(session(), route, json(body.toJson()), done),
                () -> false);
    }

    /// Asks without waiting.
    CompletableFuture<Boolean> send(CompiledRoute route, DataObject body) {
        var answer = new CompletableFuture<Boolean>();
        try {
            BiFunction<Response, Request<Boolean>, Boolean> done = (_, _) -> true;
            new RestActionImpl<>(session(), route, body, done)
                    .priority()
                    .queue(
                            answer::complete,
                            failure -> answer.completeExceptionally(clean(route, failure, false)));
        } catch (RuntimeException e) {
            answer.completeExceptionally(clean(route, e, false));
        }
        return answer;
    }

    private JDA session() {
        var jda = session;
        if (jda == null) {
            throw new ChatException("Discord cannot be reached.");
        }
        return jda;
    }

    private static <T> T complete(
            CompiledRoute route, RestAction<T> action, BooleanSupplier hasLeft) {
        try {
            return action.deadline(Clock.systemUTC().millis() + QUEUED_AT_MOST).complete();
        } catch (RuntimeException e) {
            UploadedFile.rethrow(e);
            throw clean(route, e, hasLeft.getAsBoolean());
        }
    }

    /// What went wrong, without an address.
    ///
    /// @param sent whether the whole question may have arrived
    static ChatException clean(CompiledRoute route, Throwable failure, boolean sent) {
        var what = what(route);
        if (failure instanceof ErrorResponseException e && e.getResponse().code > 0) {
            return refused(route, e.getErrorCode(), e.getResponse().code);
        }
        for (var e = failure; e != null; e = e.getCause()) {
            if (e instanceof UploadedFile.SourceException source) {
                return new ChatException("The file could not be read to its end.", source);
            }
        }
        if (sent) {
            return new UncertainChatException("No answer of Discord to " + what + ".");
        }
        return switch (failure) {
            case ChatException e -> e;
            case ErrorResponseException _ ->
                    new ChatException("Discord was not asked " + what + ".");
            case RejectedExecutionException _, CancellationException _ ->
                    new ChatException("Discord cannot be reached.");
            case ParsingException _ ->
                    new ChatException("Discord's answer to " + what + " cannot be read.");
            default ->
                    new ChatException(
                            what + " failed: " + failure.getClass().getSimpleName() + ".");
        };
    }

    private static String what(CompiledRoute route) {
        return route.getMethod() + " " + route.getBaseRoute().getRoute();
    }

    /// What an answer means that is not the one hoped for.
    ///
    /// @param code Discord's own
    /// @param status that of HTTP
    static ChatException refused(CompiledRoute route, int code, int status) {
        var what = what(route);
        var words = "Discord failed at " + what + " (HTTP " + status + ").";
        return switch (status) {
            // Said by what stands before Discord, which does not know either.
            case 502, 504, 520, 521, 522, 523, 524 -> new UncertainChatException(words);
            default ->
                    status >= 500
                            ? new ChatException(words)
                            : new RefusedException(what, code, status);
        };
    }
}
