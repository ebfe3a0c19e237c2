package dev.porter.discord;

import dev.porter.chat.ChatException;
import java.time.Clock;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
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
    DataObject call(CompiledRoute route, @Nullable DataObject body) {
        return complete(
                route,
                new RestActionImpl<>(
                        session(),
                        route,
                        body,
                        (response, _) -> response.optObject().orElseGet(DataObject::empty)));
    }

    DataArray list(CompiledRoute route) {
        return complete(
                route,
                new RestActionImpl<>(session(), route, (response, _) -> response.getArray()));
    }

    void put(CompiledRoute route, DataArray body) {
        var json = RequestBody.create(body.toJson(), okhttp3.MediaType.get("application/json"));
        BiFunction<Response, Request<Boolean>, Boolean> done = (_, _) -> true;
        complete(route, new RestActionImpl<>(session(), route, json, done));
    }

    /// Sends a body that may be long; there is no limit to how long that takes as long as it goes
    /// on.
    DataObject upload(CompiledRoute route, RequestBody body) {
        return complete(
                route,
                new RestActionImpl<>(
                        session(),
                        route,
                        body,
                        (response, _) -> response.optObject().orElseGet(DataObject::empty)));
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
                            failure -> answer.completeExceptionally(clean(route, failure)));
        } catch (RuntimeException e) {
            answer.completeExceptionally(clean(route, e));
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

    private static <T> T complete(CompiledRoute route, RestAction<T> action) {
        try {
            return action.deadline(Clock.systemUTC().millis() + QUEUED_AT_MOST).complete();
        } catch (RuntimeException e) {
            throw clean(route, e);
        }
    }

    private static ChatException clean(CompiledRoute route, Throwable failure) {
        var what = route.getMethod() + " " + route.getBaseRoute().getRoute();
        return switch (failure) {
            case ChatException e -> e;
            case ErrorResponseException e when e.getResponse().code > 0 ->
                    refused(what, e.getErrorCode(), e.getResponse().code);
            case ErrorResponseException e -> noAnswer(what, e);
            case RejectedExecutionException _, CancellationException _ ->
                    new ChatException("Discord cannot be reached.");
            case ParsingException _ ->
                    new ChatException("Discord's answer to " + what + " cannot be read.");
            default ->
                    new ChatException(
                            what + " failed: " + failure.getClass().getSimpleName() + ".");
        };
    }

    private static ChatException refused(String what, int code, int status) {
        return status >= 500
                ? new ChatException("Discord failed at " + what + " (HTTP " + status + ").")
                : new RefusedException(what, code, status);
    }

    private static ChatException noAnswer(String what, ErrorResponseException failure) {
        for (Throwable e = failure.getCause(); e != null; e = e.getCause()) {
            if (e instanceof UploadedFile.SourceException source) {
                return new ChatException("The file could not be read to its end.", source);
            }
        }
        return new ChatException("No answer of Discord to " + what + ".");
    }
}
